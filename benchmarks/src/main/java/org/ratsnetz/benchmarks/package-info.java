/**
 * Measures the running platform beside what the same machine does without it: {@link org.ratsnetz.benchmarks.Writes} drives
 * writes through the gateway, {@link org.ratsnetz.benchmarks.RawLoop} is the naive loop of driver and producer.
 */
@NullMarked
package org.ratsnetz.benchmarks;

import org.jspecify.annotations.NullMarked;
