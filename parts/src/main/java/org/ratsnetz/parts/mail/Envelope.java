package org.ratsnetz.parts.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sender and recipients of the mail that is being sent: what the arguments of MAIL and RCPT say. */
final class Envelope {

    private static final int MOST_RECIPIENTS = 1_000;
    private static final int LONGEST_ADDRESS = 254;
    private static final Pattern SENDER = Pattern.compile("(?i)FROM:<([^<>]*)>((?: [^ ]+)*) *");
    private static final Pattern RECIPIENT = Pattern.compile("(?i)TO:<([^<>]*)>((?: [^ ]+)*) *");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");
    private static final Pattern SIZE = Pattern.compile("SIZE=\\d{1,18}");

    private final String sender;
    private final boolean utf8;
    private final List<String> recipients = new ArrayList<>();

    private Envelope(String sender, boolean utf8) {
        this.sender = sender;
        this.utf8 = utf8;
    }

    /** Why an argument is refused. */
    static final class Refused extends Exception {

        private final Reply reply;

        Refused(Reply reply) {
            super(reply.name(), null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    /** Opens one by the argument of MAIL. */
    static Envelope from(String argument) throws Refused {
        Matcher matcher = SENDER.matcher(argument);
        if (!matcher.matches()) {
            throw new Refused(Reply.ARGUMENT);
        }
        boolean utf8 = false;
        for (String parameter : parameters(matcher.group(2))) {
            switch (parameter) {
                case "SMTPUTF8" -> utf8 = true;
                case "BODY=7BIT", "BODY=8BITMIME" -> {}
                default -> requireSize(parameter);
            }
        }
        String sender = matcher.group(1);
        if (!sender.isEmpty()) {
            requireAddress(sender, utf8);
        }
        return new Envelope(sender, utf8);
    }

    private static void requireSize(String parameter) throws Refused {
        if (!SIZE.matcher(parameter).matches()) {
            throw new Refused(Reply.PARAMETER);
        }
        if (Long.parseLong(parameter.substring("SIZE=".length())) > SmtpSink.MAX_SIZE) {
            throw new Refused(Reply.MAIL_TOO_LARGE);
        }
    }

    /** Adds the recipient that the argument of RCPT names. */
    void add(String argument) throws Refused {
        Matcher matcher = RECIPIENT.matcher(argument);
        if (!matcher.matches()) {
            throw new Refused(Reply.ARGUMENT);
        }
        if (!matcher.group(2).isEmpty()) {
            throw new Refused(Reply.PARAMETER);
        }
        requireAddress(matcher.group(1), utf8);
        if (recipients.size() == MOST_RECIPIENTS) {
            throw new Refused(Reply.TOO_MANY_RECIPIENTS);
        }
        recipients.add(matcher.group(1));
    }

    private static void requireAddress(String address, boolean utf8) throws Refused {
        if (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw new Refused(Reply.ADDRESS);
        }
        if (!utf8 && address.chars().anyMatch(letter -> letter > '~')) {
            throw new Refused(Reply.NEEDS_UTF8);
        }
    }

    private static List<String> parameters(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.strip().toUpperCase(Locale.ROOT).split(" "));
    }

    String sender() {
        return sender;
    }

    List<String> recipients() {
        return List.copyOf(recipients);
    }
}
