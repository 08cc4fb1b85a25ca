/**
 * Measures the platform beside what the same machine does without it. {@link org.ratsnetz.benchmarks.Benchmarks} is the one door;
 * what is published goes through {@link org.ratsnetz.benchmarks.measure.Rounds}, which refuses a busy machine.
 */
@NullMarked
package org.ratsnetz.benchmarks;

import org.jspecify.annotations.NullMarked;
