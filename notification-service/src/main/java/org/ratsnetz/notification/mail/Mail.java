package org.ratsnetz.notification.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A mail that is ready to go to one person. What could add a line to its head is refused here, not where it is sent: nothing of it
 * holds CR, LF or NUL except the two bodies, whose lines may end in any way.
 *
 * @param messageId {@code <id@domain>}; the same for every attempt, so that a second copy can be known
 * @param to one address, as {@link MailAddress} has it
 * @param subject may hold any letters
 * @param text for those who see no HTML
 * @param headers further ones in their order, in printable ASCII
 * @param language of both bodies, for example {@code de}
 */
public record Mail(
        String messageId, String to, String subject, String text, String html, List<Header> headers, String language) {

    private static final int LONGEST_LINE = 900;
    private static final Pattern MESSAGE_ID =
            Pattern.compile("<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120}>");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\x00]");

    /** A header beside those that every mail has. */
    public record Header(String name, String value) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,70}");
        private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0," + LONGEST_LINE + "}");
        private static final Set<String> OURS = Set.of(
                "from",
                "sender",
                "to",
                "cc",
                "bcc",
                "subject",
                "date",
                "message-id",
                "mime-version",
                "content-type",
                "content-transfer-encoding",
                "content-language");

        public Header {
            require(NAME.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT)), "name of a header");
            require(VALUE.matcher(value).matches(), "value of a header");
        }
    }

    public Mail {
        require(MESSAGE_ID.matcher(messageId).matches(), "message id");
        require(MailAddress.accepts(to), "address");
        require(subject.length() <= LONGEST_LINE && !BREAKS.matcher(subject).find(), "subject");
        require(LANGUAGE.matcher(language).matches(), "language");
        headers = List.copyOf(headers);
    }

    /** Without what it says and whom it is for: it may stand in a log. */
    @Override
    public String toString() {
        return "Mail" + messageId;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("not fit for a mail: " + what);
        }
    }
}
