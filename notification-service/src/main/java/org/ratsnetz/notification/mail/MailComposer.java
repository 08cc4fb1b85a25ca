package org.ratsnetz.notification.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes a mail as a message (RFC 5322, RFC 2045–2047): multipart/alternative of text and HTML, all of it seven-bit, so that a relay
 * needs neither 8BITMIME nor SMTPUTF8.
 */
final class MailComposer {

    // no quoted-printable text holds "=_"
    private static final String BOUNDARY = "=_part";
    private static final int LONGEST_LINE = 78;
    /** UTF-8 bytes that fit an encoded word of 75 characters. */
    private static final int WORD = 42;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneId.of("Europe/Berlin"));

    private final String from;
    private volatile Second second = new Second(Long.MIN_VALUE, "");

    /** A second as mails have it, kept for those of the same second. */
    private record Second(long epoch, String text) {}

    /**
     * @param address the sender's
     * @param name shown in its place
     */
    MailComposer(String address, String name) {
        this.from = name.isEmpty() ? address : words(name, true) + " <" + address + ">";
    }

    void write(Mail mail, Instant now, Octets out) {
        header("From", from, out);
        header("To", mail.to(), out);
        header("Subject", words(mail.subject(), false), out);
        header("Date", date(now), out);
        header("Message-ID", mail.messageId(), out);
        mail.headers().forEach(header -> header(header.name(), header.value(), out));
        header("Content-Language", mail.language(), out);
        header("MIME-Version", "1.0", out);
        header("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + "\"", out);
        part("text/plain", mail.text(), out);
        part("text/html", mail.html(), out);
        out.add("\r\n--").add(BOUNDARY).line("--");
    }

    private String date(Instant now) {
        Second known = second;
        if (known.epoch() != now.getEpochSecond()) {
            known = new Second(now.getEpochSecond(), DATE.format(now));
            second = known;
        }
        return known.text();
    }

    private static void header(String name, String value, Octets out) {
        out.add(name).add(": ").line(value);
    }

    private static void part(String type, String content, Octets out) {
        out.add("\r\n--").line(BOUNDARY);
        header("Content-Type", type + "; charset=UTF-8", out);
        header("Content-Transfer-Encoding", "quoted-printable", out);
        out.add("\r\n");
        QuotedPrintable.write(content, out);
    }

    /** As it is when that cannot be misread, else as encoded words, each on a line of its own. */
    static String words(String text, boolean phrase) {
        if (text.length() < LONGEST_LINE - "Subject: ".length()
                && !text.contains("=?")
                && text.chars()
                        .allMatch(c -> c >= ' ' && c < 0x7f && (!phrase || Character.isLetterOrDigit(c) || c == ' '))
                && text.equals(text.strip())) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            String letter = Character.toString(c);
            if (bytes(word + letter).length > WORD) {
                encode(word, words);
            }
            word.append(letter);
        });
        encode(word, words);
        return words.toString();
    }

    private static void encode(StringBuilder word, StringBuilder words) {
        words.append(words.isEmpty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(bytes(word.toString())))
                .append("?=");
        word.setLength(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
