/**
 * What happened that is worth a message, kept so that it is acted upon once whatever dies: a run of the fan-out each. Rule C2 of
 * publication: one per document and sequence, by a unique insert, in any order.
 */
@NullMarked
package org.ratsnetz.notification.happening;

import org.jspecify.annotations.NullMarked;
