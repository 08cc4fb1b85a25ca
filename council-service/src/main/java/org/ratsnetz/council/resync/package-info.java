/**
 * What keeps readers complete: answers to {@code council-resync} by restating documents, the daily roll-call of each council, and
 * a watch over {@code council-people} that erases again what should stay erased.
 */
@NullMarked
package org.ratsnetz.council.resync;

import org.jspecify.annotations.NullMarked;
