package org.ratsnetz.notification.mail;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.notification.mail.MailServer.Encryption;
import org.ratsnetz.notification.mail.MailServer.Protection;

/** Our side of the tests: relays with short times, and mails. */
final class Relays {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private Relays() {}

    /** Over so many connections, unencrypted; a reply may take so long. */
    static MailRelay to(int port, int connections, Duration reply) throws NoSuchAlgorithmException {
        Protection protection = new Protection(Encryption.NEVER, SSLContext.getDefault(), true);
        return to(new MailServer("127.0.0.1", port, "", protection, Optional.empty()), connections, reply);
    }

    static MailRelay to(MailServer server, int connections, Duration reply) {
        return new MailRelay(
                server,
                new MailSettings(
                        "ratsnetz@lir.example",
                        "Ratsnetz",
                        connections,
                        1000,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(5),
                        new MailSettings.Timeouts(Duration.ofSeconds(5), reply, reply, reply)),
                CLOCK);
    }

    static Mail mail(String to) {
        return mail(to, "Ein Mandat in Köln", "Guten Tag.\n.\nEnde", "<p>Guten Tag.</p>");
    }

    static Mail mail(String to, String subject, String text, String html) {
        return new Mail(
                "<1@ratsnetz.example>",
                to,
                subject,
                text,
                html,
                List.of(
                        new Mail.Header("List-Unsubscribe", "<https://ratsnetz.example/u/1>"),
                        new Mail.Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
                "de");
    }

    static Outcome send(MailRelay relay, String to) throws Exception {
        return relay.send(mail(to)).get(20, TimeUnit.SECONDS);
    }
}
