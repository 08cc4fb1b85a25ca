package org.ratsnetz.notification.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the relay answered to one command (RFC 5321 §4.2).
 *
 * @param code three digits
 * @param text what follows; lines after the first on new lines
 */
record SmtpReply(int code, String text) {

    /** The relay closes the connection. */
    static final int CLOSING = 421;

    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s+|$)");

    boolean is(int hundreds) {
        return code / 100 == hundreds;
    }

    /** Enhanced status code (RFC 3463); empty when there is none, or one of another class. */
    String status() {
        Matcher status = STATUS.matcher(text);
        return status.lookingAt() && text.charAt(0) - '0' == code / 100 ? status.group(1) : "";
    }

    /** The text without the status. */
    String words() {
        return text.substring(status().length()).stripLeading();
    }

    /** {@code 550} or {@code 550 5.1.1}. */
    String name() {
        String status = status();
        return status.isEmpty() ? Integer.toString(code) : code + " " + status;
    }
}
