/**
 * The sender's part of bench B2: {@link org.ratsnetz.benchmarks.mail.Mails} sends mails beside
 * {@link org.ratsnetz.benchmarks.mail.RawMail}, which only fills the wire.
 */
@NullMarked
package org.ratsnetz.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
