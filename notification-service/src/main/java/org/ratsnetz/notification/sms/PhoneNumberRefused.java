package org.ratsnetz.notification.sms;

/** What was given is no number that a text message could arrive at. The message holds no part of the number. */
public final class PhoneNumberRefused extends RuntimeException {

    /** Why; {@link #code()} is a key for a text. */
    public enum Reason {
        /** Nothing was given. */
        EMPTY("number-empty"),
        /** It holds letters or other signs, or no digits. */
        NOT_A_NUMBER("not-a-number"),
        /** Digits are missing, perhaps the area's code. */
        TOO_SHORT("number-too-short"),
        /** There are too many digits. */
        TOO_LONG("number-too-long"),
        /** No network has such a number: a digit is wrong or missing, or there is no such country's code. */
        NOT_IN_USE("number-not-in-use"),
        /** A number that is given to telephones on a line, or for services: no text message arrives there. */
        NO_MOBILE("number-not-mobile");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** A key for a text. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    PhoneNumberRefused(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
