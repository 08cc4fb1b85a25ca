/** What Spring gives as it is: rivals of the gateway and of its live stream. */
@NullMarked
package org.ratsnetz.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
