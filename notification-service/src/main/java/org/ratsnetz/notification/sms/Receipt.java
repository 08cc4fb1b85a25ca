package org.ratsnetz.notification.sms;

import java.util.Locale;

/**
 * What a message centre says became of a message.
 *
 * @param state what we make of it
 * @param detail its own word and error code, {@code UNDELIV 005}; without any address
 */
public record Receipt(State state, String detail) {

    /** What became of a message. */
    public enum State {
        /** It is on the phone. */
        DELIVERED,
        /** On its way; another receipt will follow. */
        PENDING,
        /** The phone was off for longer than the provider keeps messages. */
        EXPIRED,
        /** It will not arrive: refused, deleted, or no such number. */
        UNDELIVERABLE,
        /** The centre does not know, and nothing will follow. */
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
