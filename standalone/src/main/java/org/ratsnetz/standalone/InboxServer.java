package org.ratsnetz.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.ratsnetz.parts.PartFailed;
import org.ratsnetz.parts.mail.SmtpSink;
import org.ratsnetz.parts.sms.MessageCentre;
import org.ratsnetz.standalone.inbox.Inbox;
import org.slf4j.LoggerFactory;

/**
 * The inbox with its mail server and its message centre as a program of its own, in a container: it listens on all addresses.
 * {@code RATSNETZ_INBOX_PORT} is required; {@code RATSNETZ_SMTP_PORT} starts the mail server, {@code RATSNETZ_SMPP_PORT} with {@code
 * RATSNETZ_SMS_SYSTEM_ID} and {@code RATSNETZ_SMS_PASSWORD} the message centre.
 */
public final class InboxServer {

    private static final String NEEDED = "%s is missing: the inbox needs it.";

    private InboxServer() {}

    /** Runs until SIGTERM; exit code 1 and one line when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        // without settings the library below would write whole messages
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try {
            start(System.getenv());
        } catch (PartFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void start(Map<String, String> environment) {
        int port = port(environment, "RATSNETZ_INBOX_PORT")
                .orElseThrow(() -> new IllegalArgumentException(NEEDED.formatted("RATSNETZ_INBOX_PORT")));
        Inbox inbox = Inbox.start(new InetSocketAddress(port));
        port(environment, "RATSNETZ_SMTP_PORT")
                .ifPresent(smtp -> SmtpSink.start(new InetSocketAddress(smtp), inbox::keep));
        port(environment, "RATSNETZ_SMPP_PORT")
                .ifPresent(smpp -> MessageCentre.start(
                        new InetSocketAddress(smpp),
                        text(environment, "RATSNETZ_SMS_SYSTEM_ID"),
                        text(environment, "RATSNETZ_SMS_PASSWORD"),
                        inbox::keep));
        System.out.println("The inbox listens on port " + port + ".");
    }

    private static Optional<Integer> port(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Integer::valueOf);
    }

    private static String text(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(NEEDED.formatted(name));
        }
        return value;
    }
}
