package org.ratsnetz.standalone.inbox;

import java.time.Instant;

/**
 * A message that is kept, without its content.
 *
 * @param id grows with each message, never given twice in a run
 * @param from address or number that sent it
 * @param to address or number that it came to
 */
record Kept(long id, String from, String to, Instant receivedAt) {}
