package org.ratsnetz.parts.mail;

import java.time.Instant;
import java.util.List;

/**
 * A mail that was taken.
 *
 * @param sender address of the envelope, empty for a report of a mail system ({@code <>})
 * @param recipients addresses of the envelope, at least one, in the order they came
 * @param source header and body as they were sent, without the stuffed dots; lines end in CRLF
 * @param receivedAt when its last line had come
 */
@SuppressWarnings("ArrayRecordComponent") // bytes by the thousand a second: compared by nobody, changed by nobody
public record ReceivedMail(String sender, List<String> recipients, byte[] source, Instant receivedAt) {}
