/**
 * Loads for a platform that runs: {@link org.ratsnetz.benchmarks.running.Writes} through the gateway beside the raw loop,
 * {@link org.ratsnetz.benchmarks.running.Audience} takes one change to many subscribers, ledger and all.
 */
@NullMarked
package org.ratsnetz.benchmarks.running;

import org.jspecify.annotations.NullMarked;
