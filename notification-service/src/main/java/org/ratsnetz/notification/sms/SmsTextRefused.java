package org.ratsnetz.notification.sms;

/** A text cannot be sent as a text message, whoever it is for. */
public final class SmsTextRefused extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** Nothing but blanks. */
        EMPTY("text-empty"),
        /** A control character, a line break, or one that turns the direction of reading. */
        CONTROL_CHARACTER("text-control-character"),
        /** Half of a pair of surrogates. */
        BROKEN_CHARACTER("text-broken-character"),
        /** More than {@link SmsText#MOST_PARTS} parts. */
        TOO_LONG("text-too-long");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** A word for outcomes and logs. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    SmsTextRefused(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
