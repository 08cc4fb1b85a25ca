/**
 * Measures the running platform beside what the same machine does without it: {@link org.ratsnetz.benchmarks.Writes} drives
 * writes through the gateway, {@link org.ratsnetz.benchmarks.RawLoop} is the naive loop of driver and producer.
 * {@link org.ratsnetz.benchmarks.Mails} sends mails beside {@link org.ratsnetz.benchmarks.RawMail}, which only fills the wire;
 * {@link org.ratsnetz.benchmarks.Audience} takes one change to many subscribers, ledger and all.
 */
@NullMarked
package org.ratsnetz.benchmarks;

import org.jspecify.annotations.NullMarked;
