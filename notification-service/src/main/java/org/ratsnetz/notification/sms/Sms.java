package org.ratsnetz.notification.sms;

/**
 * A text message that is ready to go.
 *
 * @param reference its name here, the same at each try: a second copy of a message carries the same references on the air
 * @param to number in the form of E.164
 * @param text what is to be read, see {@link SmsText}
 */
public record Sms(String reference, String to, String text) {

    /** The reference only: neither number nor text belong into a log. */
    @Override
    public String toString() {
        return "Sms[" + reference + "]";
    }
}
