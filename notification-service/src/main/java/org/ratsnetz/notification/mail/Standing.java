package org.ratsnetz.notification.mail;

import java.time.Instant;

/**
 * How it stands between us and the relay.
 *
 * @param answers whether it took part the last time: said yes or no to a mail, and not to us
 * @param code of the reply or failure that changed it
 */
record Standing(boolean answers, Instant since, String code) {}
