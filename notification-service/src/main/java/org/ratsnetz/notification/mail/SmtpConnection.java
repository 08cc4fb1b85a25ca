package org.ratsnetz.notification.mail;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.mail.MailServer.Encryption;
import org.ratsnetz.notification.mail.MailServer.Login;

/**
 * A connection to the relay after its greeting: RFC 5321, with PIPELINING (RFC 2920) where the relay offers it. Not for several
 * threads.
 */
final class SmtpConnection implements AutoCloseable {

    /** A command was refused: what was under way ends with this reply. */
    static final class Refused extends Exception {

        private final Stage stage;
        private final SmtpReply reply;

        Refused(Stage stage, SmtpReply reply) {
            super(stage + " " + reply.name(), null, false, false);
            this.stage = stage;
            this.reply = reply;
        }

        Stage stage() {
            return stage;
        }

        SmtpReply reply() {
            return reply;
        }
    }

    private static final int OK = 250;
    private static final int FAILURES = 400;
    private static final int SYNTAX_ERRORS = 50;
    private static final List<Stage> ENVELOPE = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA);

    private final SmtpWire wire;
    private final MailServer server;
    private final String mailFrom;
    private final Octets commands = new Octets();
    private Set<String> extensions = Set.of();
    private Stage stage = Stage.BANNER;
    private boolean reset;
    private boolean broken;

    private SmtpConnection(SmtpWire wire, MailServer server, String from) {
        this.wire = wire;
        this.server = server;
        this.mailFrom = "MAIL FROM:<" + from + ">";
    }

    /** Connects, greets, encrypts and says who we are. */
    static SmtpConnection open(MailServer server, MailSettings settings, Deadlines deadlines)
            throws IOException, Refused {
        SmtpConnection connection =
                new SmtpConnection(SmtpWire.connect(server, settings.timeouts(), deadlines), server, settings.from());
        try {
            connection.greet();
            return connection;
        } catch (IOException | Refused | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void greet() throws IOException, Refused {
        Encryption encryption = server.protection().encryption();
        if (encryption == Encryption.TLS) {
            wire.encrypt(server.protection());
        }
        expect(Stage.BANNER, 2);
        hello();
        boolean offered = extensions.contains("STARTTLS");
        if (encryption == Encryption.STARTTLS || (encryption == Encryption.WHERE_OFFERED && offered)) {
            command(Stage.STARTTLS, "STARTTLS", 2);
            wire.encrypt(server.protection());
            hello();
        }
        if (server.login().isPresent()) {
            logIn(server.login().get());
        }
    }

    private void hello() throws IOException, Refused {
        String name = server.greeting().isEmpty() ? literal(wire.localAddress()) : server.greeting();
        SmtpReply reply = ask(Stage.EHLO, "EHLO " + name);
        if (reply.code() / 10 == SYNTAX_ERRORS) {
            extensions = Set.of();
            command(Stage.EHLO, "HELO " + name, 2);
            return;
        }
        if (!reply.is(2)) {
            throw new Refused(Stage.EHLO, reply);
        }
        extensions = new TreeSet<>(reply.text()
                .lines()
                .skip(1)
                .map(line -> line.toUpperCase(Locale.ROOT).strip())
                .toList());
    }

    /** RFC 5321 §4.1.3: who has no name says its address. */
    private static String literal(InetAddress address) {
        String digits = address.getHostAddress().split("%", 2)[0];
        return address instanceof Inet6Address ? "[IPv6:" + digits + "]" : "[" + digits + "]";
    }

    /** By PLAIN (RFC 4616), else by LOGIN. */
    private void logIn(Login login) throws IOException, Refused {
        Set<String> mechanisms = new TreeSet<>(extensions.stream()
                .filter(extension -> extension.startsWith("AUTH ") || extension.startsWith("AUTH="))
                .flatMap(extension ->
                        Stream.of(extension.substring("AUTH ".length()).split("\\s+")))
                .toList());
        if (mechanisms.contains("PLAIN")) {
            command(Stage.AUTH, "AUTH PLAIN " + base64("\0" + login.user() + "\0" + login.password()), 2);
        } else if (mechanisms.contains("LOGIN")) {
            command(Stage.AUTH, "AUTH LOGIN", 3);
            command(Stage.AUTH, base64(login.user()), 3);
            command(Stage.AUTH, base64(login.password()), 2);
        } else {
            throw new SmtpWire.Unexpected("the relay offers no way to log in that we know");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private SmtpReply ask(Stage stage, String command) throws IOException {
        this.stage = stage;
        commands.clear();
        wire.write(commands.line(command));
        return reply(stage);
    }

    private void command(Stage stage, String command, int hundreds) throws IOException, Refused {
        SmtpReply reply = ask(stage, command);
        if (!reply.is(hundreds)) {
            throw new Refused(stage, reply);
        }
    }

    private SmtpReply reply(Stage stage) throws IOException {
        this.stage = stage;
        return wire.reply(stage);
    }

    private void expect(Stage stage, int hundreds) throws IOException, Refused {
        SmtpReply reply = reply(stage);
        if (!reply.is(hundreds)) {
            throw new Refused(stage, reply);
        }
    }

    /** Whether the next mail's envelope may ride behind a message. */
    boolean pipelines() {
        return extensions.contains("PIPELINING");
    }

    /** Whether another mail may be begun. */
    boolean isUsable() {
        return !broken;
    }

    /** What was asked last. */
    Stage stage() {
        return stage;
    }

    /** Writes the envelope of a mail behind what is to go out with it (RFC 2920 §3.1: a message may begin a group of commands). */
    void envelope(String to, Octets out) {
        out.line(mailFrom).add("RCPT TO:<").add(to).line(">").line("DATA");
    }

    /** Announces a mail; what an earlier one left is reset. */
    void begin(String to) throws IOException {
        stage = Stage.MAIL;
        wire.requireQuiet();
        if (reset && ask(Stage.RSET, "RSET").code() != OK) {
            throw new SmtpWire.Unexpected("RSET was refused");
        }
        reset = false;
        if (pipelines()) {
            stage = Stage.MAIL;
            commands.clear();
            envelope(to, commands);
            wire.write(commands);
        }
    }

    /** Waits until the relay wants the message of the mail that was announced last. */
    void awaitGo(String to) throws IOException, Refused {
        Refused refused = null;
        for (Stage step : ENVELOPE) {
            if (refused == null || pipelines()) {
                refused = awaitGo(step, to, refused);
            }
            if (broken && refused != null) {
                throw refused;
            }
        }
        if (refused != null) {
            reset = true;
            throw refused;
        }
        wire.requireRead();
    }

    /** Goes on after a refusal, to read what else was asked in the same group. */
    private @Nullable Refused awaitGo(Stage step, String to, @Nullable Refused before) throws IOException {
        SmtpReply reply;
        try {
            reply = pipelines() ? reply(step) : ask(step, command(step, to));
            requireSense(step, reply);
        } catch (IOException e) {
            broken = true;
            if (before == null) {
                throw e;
            }
            return before;
        }
        boolean goesOn = reply.code() < FAILURES;
        // one that still waits for a message gets none, not even an empty one
        boolean waits = step == Stage.DATA && goesOn && before != null;
        broken = waits || reply.code() == SmtpReply.CLOSING;
        return before != null || goesOn ? before : new Refused(step, reply);
    }

    private String command(Stage step, String to) {
        return switch (step) {
            case MAIL -> mailFrom;
            case RCPT -> "RCPT TO:<" + to + ">";
            default -> "DATA";
        };
    }

    /** A yes of the wrong kind is the answer to something else. */
    private static void requireSense(Stage step, SmtpReply reply) throws SmtpWire.Unexpected {
        if (reply.code() < FAILURES && !reply.is(step == Stage.DATA ? 3 : 2)) {
            throw new SmtpWire.Unexpected("a reply to something else");
        }
    }

    /** Writes a message with its end, and what rides behind it. */
    void message(Octets octets) throws IOException {
        stage = Stage.MESSAGE;
        wire.write(octets);
    }

    /** What the relay says to the message. */
    SmtpReply verdict() throws IOException {
        SmtpReply reply = reply(Stage.MESSAGE);
        requireSense(Stage.MESSAGE, reply);
        broken = reply.code() == SmtpReply.CLOSING;
        return reply;
    }

    /** Says good-bye without waiting for the answer. */
    void quit() {
        try {
            commands.clear();
            wire.write(commands.line("QUIT"));
        } catch (IOException e) {
            // it has gone already
        }
        close();
    }

    @Override
    public void close() {
        wire.close();
    }
}
