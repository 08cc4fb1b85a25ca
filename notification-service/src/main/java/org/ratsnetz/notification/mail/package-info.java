/**
 * The way of a ready mail to an SMTP relay: composed to seven-bit MIME, sent over connections that stay open and pipeline, and what
 * the relay said read into an {@link org.ratsnetz.notification.channel.Outcome}. It knows no ledger and repeats nothing that may
 * have arrived. Publishes no events, hears none.
 */
@NullMarked
package org.ratsnetz.notification.mail;

import org.jspecify.annotations.NullMarked;
