/**
 * The ledger of messages and their way out. One row per message, from the moment it is owed to its end; a row holds no address and no
 * text, both are looked up when it is sent. Publishes no events.
 *
 * <p>States: {@code created} → {@code sending} → {@code delivered} | {@code temporary} (to be tried again) | {@code permanent} |
 * {@code expired}. A row is in exactly one, so that their sums are the number of messages that were owed.
 */
@NullMarked
package org.ratsnetz.notification.delivery;

import org.jspecify.annotations.NullMarked;
