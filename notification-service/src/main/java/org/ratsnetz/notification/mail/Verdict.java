package org.ratsnetz.notification.mail;

import java.util.Set;
import java.util.regex.Pattern;
import org.ratsnetz.notification.channel.Outcome;

/**
 * What a reply means for the mail that was under way. The one table of it, after RFC 5321 §4.2.2–4.2.3, RFC 3463 §3 and, for what is
 * asked of us, RFC 4954 §6:
 *
 * <ul>
 *   <li>4xx, whatever was asked: later.
 *   <li>5xx before RCPT (banner, EHLO, STARTTLS, AUTH, MAIL): the relay refuses us or our sender. That is to be put right by who runs
 *       us, and says nothing about the recipient nor the message: later.
 *   <li>5xx to RCPT: never; it is about the recipient for 550, 551 and 553, unless the enhanced status says otherwise.
 *   <li>5xx to DATA or the message: never; about the recipient only if the enhanced status says so.
 *   <li>503 (order of commands) and 530, 534, 535, 538 (who we are) are about us wherever they come: later.
 * </ul>
 */
final class Verdict {

    /** Basic codes that are about us at any command: bad sequence; authentication required, too weak, failed, needs encryption. */
    private static final Set<Integer> ABOUT_US = Set.of(503, 530, 534, 535, 538);

    /** Basic codes that name the mailbox when RCPT is answered by them: unavailable, not local, name not allowed. */
    private static final Set<Integer> MAILBOX = Set.of(550, 551, 553);

    /**
     * Enhanced status that is about the recipient: bad mailbox, system or syntax, ambiguous, moved, null MX (RFC 7505), mailbox
     * disabled. Not among them: 5.1.7 and 5.1.8 (our sender), 5.2.2 to 5.2.4 (full, too long, list), 5.3 to 5.7 (systems, routes,
     * protocol, content, policy).
     */
    private static final Set<String> RECIPIENT =
            Set.of("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.0", "5.2.1");

    private static final int LONGEST_REASON = 200;
    private static final String GONE = "…";
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>()\\[\\],;:\"'@%=]*(?:@|%40|=40)[^\\s<>()\\[\\],;\"']*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

    private Verdict() {}

    static Outcome of(Stage stage, SmtpReply reply, String recipient) {
        if (stage == Stage.MESSAGE && reply.is(2)) {
            return new Outcome.Accepted(withoutAddress(reply.words(), recipient));
        }
        String reason = stage + ": " + withoutAddress(reply.words(), recipient);
        if (!reply.is(5) || stage.compareTo(Stage.RCPT) < 0 || ABOUT_US.contains(reply.code())) {
            return new Outcome.Temporary(reply.name(), reason);
        }
        return new Outcome.Permanent(reply.name(), reason, isAboutRecipient(stage, reply));
    }

    private static boolean isAboutRecipient(Stage stage, SmtpReply reply) {
        String status = reply.status();
        return status.isEmpty() ? stage == Stage.RCPT && MAILBOX.contains(reply.code()) : RECIPIENT.contains(status);
    }

    /** No address, nor the recipient's name or domain by itself; one line, not long. */
    static String withoutAddress(String text, String recipient) {
        int at = recipient.indexOf('@');
        String plain = ADDRESS.matcher(text).replaceAll(GONE);
        plain = without(without(plain, recipient.substring(0, at)), recipient.substring(at + 1));
        plain = UNPRINTABLE.matcher(plain).replaceAll(" ").strip();
        return plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON - 1) + GONE;
    }

    private static String without(String text, String word) {
        int last = text.length() - word.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return Pattern.compile("(?i)(?<![A-Za-z0-9])" + Pattern.quote(word) + "(?![A-Za-z0-9])")
                        .matcher(text)
                        .replaceAll(GONE);
            }
        }
        return text;
    }
}
