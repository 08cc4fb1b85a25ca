/**
 * What messages and subscriptions need to know of councils: name, district and region, by AGS. A small read model of its own, fed
 * from {@code council-events} with the fan-out.
 */
@NullMarked
package org.ratsnetz.notification.council;

import org.jspecify.annotations.NullMarked;
