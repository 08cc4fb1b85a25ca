/**
 * The way of a ready text to a phone: what fits into a text message ({@link org.ratsnetz.notification.sms.SmsText}), which numbers
 * can be written to ({@link org.ratsnetz.notification.sms.PhoneNumber}), and a link to a provider's message centre by SMPP 3.4
 * ({@link org.ratsnetz.notification.sms.SmsRelay}) with the receipts that come back ({@link org.ratsnetz.notification.sms.Receipts}).
 * It keeps nothing and knows no ledger. Publishes no events, hears none.
 */
@NullMarked
package org.ratsnetz.notification.sms;

import org.jspecify.annotations.NullMarked;
