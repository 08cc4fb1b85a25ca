/**
 * The envelope of every record on Kafka: CloudEvents 1.0 in binary mode, and the JSON of its payload.
 */
@NullMarked
package org.ratsnetz.platform.envelope;

import org.jspecify.annotations.NullMarked;
