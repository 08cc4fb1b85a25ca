package org.ratsnetz.notification.subscription;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.mail.MailAddress;
import org.ratsnetz.notification.sms.PhoneNumber;
import org.ratsnetz.notification.sms.PhoneNumberRefused;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;

/** Reads addresses and numbers as people type them, into the one form by which a person is known. */
final class Recipients {

    private Recipients() {}

    /**
     * Reads one.
     *
     * @throws Refused 422 that names the field and what is wrong
     */
    static Recipient read(Channel channel, String typed) {
        return new Recipient(channel, channel == Channel.EMAIL ? address(typed.strip()) : number(typed.strip()));
    }

    private static String address(String typed) {
        int at = typed.lastIndexOf('@');
        String local = typed.substring(0, Math.max(0, at));
        if (local.chars().anyMatch(letter -> letter > '~')) {
            throw refused("email-ascii");
        }
        String domain = ascii(typed.substring(at + 1));
        String address = (local + "@" + domain).toLowerCase(Locale.ROOT);
        if (!domain.contains(".") || !MailAddress.accepts(address)) {
            throw refused("email");
        }
        return address;
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw refused("email");
        }
    }

    private static String number(String typed) {
        try {
            return PhoneNumber.parse(typed).e164();
        } catch (PhoneNumberRefused e) {
            throw refused(e.reason().code());
        }
    }

    private static Refused refused(String reason) {
        return new Refused(Problem.invalid(List.of(Invalid.of("/address", reason))));
    }
}
