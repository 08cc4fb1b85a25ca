package org.ratsnetz.notification.subscription;

import org.ratsnetz.notification.channel.Channel;

/**
 * Where messages of a person go. Two that are equal are one person.
 *
 * @param channel channel
 * @param address e-mail address, with its domain in ASCII and all in lower case, or E.164 number
 */
public record Recipient(Channel channel, String address) {

    private static final int SHOWN_DIGITS = 3;

    /** The address so that its owner knows it and others do not. */
    public String masked() {
        if (channel == Channel.SMS) {
            return "…" + address.substring(Math.max(0, address.length() - SHOWN_DIGITS));
        }
        int at = address.lastIndexOf('@');
        return address.substring(0, 1) + "…" + address.substring(at);
    }

    /** Without the address: it must not come into a log by accident. */
    @Override
    public String toString() {
        return channel + " " + masked();
    }
}
