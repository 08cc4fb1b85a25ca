/** How often something may happen in a day: to one address or number, and over all. Messages cost money and patience. */
@NullMarked
package org.ratsnetz.notification.budget;

import org.jspecify.annotations.NullMarked;
