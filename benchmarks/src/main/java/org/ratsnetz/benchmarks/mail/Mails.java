package org.ratsnetz.benchmarks.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.notification.mail.Mail;
import org.ratsnetz.notification.mail.MailRelay;
import org.ratsnetz.notification.mail.MailServer;
import org.ratsnetz.notification.mail.MailSettings;

/**
 * The sender's part of bench B2: ready mails through our mail relay into Debian's {@code smtp-sink}, alternating with the raw
 * pipelining client; the ledger is a counter in memory. A mail is composed where it is sent, so that is counted for ours and not for
 * the raw client. Options: {@code --host 127.0.0.1}, {@code --port 2525}, {@code --connections 8}, {@code --mails 100000},
 * {@code --rounds 5}.
 */
public final class Mails {

    private static final int TEXT = 900;
    private static final int HTML = 1_900;

    private final String text = repeated("Die Stadt Köln hat ein Mandat geändert; die Änderung gilt ab heute.\n", TEXT);
    private final String html = repeated("<p>Die Stadt Köln hat ein Mandat geändert.</p>\n", HTML);
    private final String host;
    private final int port;

    private Mails(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Measures. */
    public static void run(Options options, Path root) throws Exception {
        Mails mails = new Mails(options.text("host", "127.0.0.1"), options.number("port", 2525));
        int connections = options.number("connections", 8);
        int count = options.number("mails", 100_000);
        int rounds = options.number("rounds", 5);
        RawMail raw = new RawMail(mails.host, mails.port, mails.ready());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double wire = raw.run(connections, count);
            double ours = mails.run(connections, count);
            ratios.add(ours / wire);
            System.out.printf(
                    "{\"connections\":%d,\"raw\":%.0f,\"ours\":%.0f,\"ratio\":%.2f}%n",
                    connections, wire, ours, ours / wire);
        }
        ratios.sort(null);
        System.out.printf("{\"medianRatio\":%.2f}%n", ratios.get(ratios.size() / 2));
    }

    static String address(int mail) {
        return "user" + mail + "@subscribers.example";
    }

    private double run(int connections, int count) throws InterruptedException, NoSuchAlgorithmException {
        MailServer server = new MailServer(
                host,
                port,
                "bench.example",
                new MailServer.Protection(MailServer.Encryption.NEVER, SSLContext.getDefault(), true),
                Optional.empty());
        Duration minute = Duration.ofMinutes(1);
        MailSettings settings = new MailSettings(
                "ratsnetz@lir.example",
                "Ratsnetz",
                connections,
                connections * 10,
                minute,
                minute,
                new MailSettings.Timeouts(minute, minute, minute, minute));
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(count);
        try (MailRelay relay = new MailRelay(server, settings, InstantSource.system())) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                var sent = relay.send(mail(i)).thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Accepted) {
                        accepted.incrementAndGet();
                    }
                    ended.countDown();
                });
                if (sent.isCompletedExceptionally()) {
                    throw new IllegalStateException("a mail has no outcome");
                }
            }
            ended.await();
            double rate = count / ((System.nanoTime() - begin) / 1e9);
            if (accepted.get() != count) {
                throw new IllegalStateException(accepted + " of " + count + " were accepted");
            }
            return rate;
        }
    }

    private Mail mail(int number) {
        return new Mail(
                "<" + number + "@ratsnetz.example>",
                address(number),
                "Köln: ein Mandat wurde geändert",
                text,
                html,
                List.of(
                        new Mail.Header("List-Unsubscribe", "<https://ratsnetz.example/u/" + number + ">"),
                        new Mail.Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                        new Mail.Header("Auto-Submitted", "auto-generated")),
                "de");
    }

    /** About as long as ours. */
    private byte[] ready() {
        return ("Subject: Mandat\r\n\r\n"
                        + repeated("Die Stadt K=C3=B6ln hat ein Mandat ge=C3=A4ndert.\r\n", 4_096)
                        + ".\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String repeated(String line, int length) {
        return line.repeat(length / line.length() + 1);
    }
}
