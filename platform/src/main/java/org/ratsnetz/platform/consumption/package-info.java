/**
 * Hearing topics: from the record on Kafka to the typed event in a feature's hands, with nothing lost, doubled or mixed up.
 *
 * <p>A feature declares a {@link org.ratsnetz.platform.consumption.Hearing}: its name, its consumer group and the {@link
 * org.ratsnetz.platform.consumption.Wire wires} it listens on; {@link org.ratsnetz.platform.consumption.Consumers} binds it
 * through Spring Cloud Stream, at start or at run time, all generations of a group in the same way. Records come in batches. What
 * cannot be read goes to the dead letters and the batch goes on; when MongoDB or Kafka is out, the batch waits and is tried again
 * without end, its offsets uncommitted.
 *
 * <p>Read models apply only the next event of a document ({@link org.ratsnetz.platform.consumption.Sequencing}, {@link
 * org.ratsnetz.platform.consumption.StateDocuments}); holes are kept and mended ({@link
 * org.ratsnetz.platform.consumption.Holes}).
 */
@NullMarked
package org.ratsnetz.platform.consumption;

import org.jspecify.annotations.NullMarked;
