/**
 * Mandates: who sits in a council's committee, how the seat came about and for how long.
 *
 * <p>Publishes {@code mandate-begun}, {@code mandate-changed}, {@code mandate-ended}, {@code mandate-withdrawn} and, when asked,
 * {@code mandate-restated}; names and gender only on {@code council-people}.
 */
@NullMarked
package org.ratsnetz.council.mandate;

import org.jspecify.annotations.NullMarked;
