package org.ratsnetz.notification.mail;

import java.util.regex.Pattern;

/**
 * Which addresses a mail can go to: a dot-atom and a domain of letters, digits and hyphens (RFC 5321 §4.1.2 without quoted local
 * parts, address literals and comments; RFC 5321 §4.5.3.1 for the lengths). All is ASCII: domains with other letters come in their
 * {@code xn--} form; local parts with other letters would need SMTPUTF8, which relays on the way may not speak.
 */
public final class MailAddress {

    private static final int LONGEST = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern GRAMMAR =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private MailAddress() {}

    /** Whether a mail can go there. */
    public static boolean accepts(String address) {
        return address.length() <= LONGEST && GRAMMAR.matcher(address).matches();
    }
}
