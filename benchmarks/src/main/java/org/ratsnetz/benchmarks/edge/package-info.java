/**
 * Bench B4, what the way through the gateway costs: ours with its security on, nginx and a bare Spring Cloud Gateway in front of the
 * same nginx, and that nginx directly.
 */
@NullMarked
package org.ratsnetz.benchmarks.edge;

import org.jspecify.annotations.NullMarked;
