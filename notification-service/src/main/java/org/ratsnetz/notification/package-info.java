/**
 * Messages to subscribers. Hears {@code council-events}; publishes no events. Way of a message: {@code fanout} (what is worth one) →
 * {@code happening} (kept once) → {@code subscription} (who wants it) → {@code delivery} (ledger and dispatch) → {@code message} (how
 * it reads) → {@code mail} or {@code sms} (the wire).
 */
@NullMarked
package org.ratsnetz.notification;

import org.jspecify.annotations.NullMarked;
