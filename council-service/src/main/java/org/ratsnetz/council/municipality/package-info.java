/**
 * The municipalities of North Rhine-Westphalia as dated reference data: a council exists in one of them, and its official key
 * (AGS) is the key of everything the council says. Publishes and hears no events.
 */
@NullMarked
package org.ratsnetz.council.municipality;

import org.jspecify.annotations.NullMarked;
