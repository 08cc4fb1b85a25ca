/**
 * What all benches need: a quiet machine, the real parts, results with their spread, and their form as table and chart.
 */
@NullMarked
package org.ratsnetz.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
