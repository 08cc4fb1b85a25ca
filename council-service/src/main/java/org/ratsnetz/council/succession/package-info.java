/**
 * What follows from one document's event for others: mandates end with their council, a substitute follows on a seat that has
 * become free, and steps back where the mandate before goes on after all. Hears {@code council-events} as the group {@code council-succession}; what it decides is published as events of the
 * mandates.
 */
@NullMarked
package org.ratsnetz.council.succession;

import org.jspecify.annotations.NullMarked;
