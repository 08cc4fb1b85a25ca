/**
 * The real parts as processes, without Docker: a MongoDB replica set of one node and a Kafka broker, for the standalone
 * run and for tests. Nothing here imitates a part; {@link org.ratsnetz.parts.TestParts} is what tests use.
 */
@NullMarked
package org.ratsnetz.parts;

import org.jspecify.annotations.NullMarked;
