/**
 * Bench B1, what a reliable write and its event cost: {@link org.ratsnetz.benchmarks.publish.Contender}s of one use case, each in a
 * process of its own and measured in turns; and B0, what MongoDB and Kafka give on this machine.
 */
@NullMarked
package org.ratsnetz.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
