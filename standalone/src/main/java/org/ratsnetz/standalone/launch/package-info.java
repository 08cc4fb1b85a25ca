/** Starts, watches and stops what the platform is made of: MongoDB, Kafka, the four services, each a process of its own. */
@NullMarked
package org.ratsnetz.standalone.launch;

import org.jspecify.annotations.NullMarked;
