package org.ratsnetz.parts.mail;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from the greeting to QUIT. */
final class SmtpSession {

    private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);
    private static final int LONGEST_COMMAND = 2_048;
    private static final int LONGEST_LINE = 998;
    private static final int MOST_ERRORS = 20;

    private final SmtpInput input;
    private final Consumer<ReceivedMail> taker;
    private final InstantSource clock;
    private boolean greeted;
    private @Nullable Envelope envelope;
    private int errors;

    SmtpSession(Socket socket, Consumer<ReceivedMail> taker, InstantSource clock) throws IOException {
        this.input = new SmtpInput(socket.getInputStream(), socket.getOutputStream());
        this.taker = taker;
        this.clock = clock;
    }

    /** Serves the connection until the client says QUIT, hangs up, or has made too many errors. */
    void run() throws IOException {
        say(Reply.GREETING);
        Reply reply;
        do {
            byte[] line = input.line(LONGEST_COMMAND);
            reply = switch (input.fault()) {
                case NONE -> obey(new String(line, StandardCharsets.UTF_8));
                case BARE_LINE_END -> Reply.BARE_LINE_END;
                case TOO_LONG, TOO_LARGE -> Reply.LINE_TOO_LONG;
            };
            errors += reply.isError() ? 1 : 0;
            if (errors > MOST_ERRORS) {
                reply = Reply.TOO_MANY_ERRORS;
            }
            say(reply);
        } while (reply != Reply.BYE && reply != Reply.TOO_MANY_ERRORS);
        input.flush();
    }

    private void say(Reply reply) throws IOException {
        reply.writeTo(input.replies());
    }

    private Reply obey(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1);
        return switch (verb) {
            case "EHLO" -> greet(argument, Reply.EXTENDED_HELLO);
            case "HELO" -> greet(argument, Reply.HELLO);
            case "MAIL" -> sender(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> argument.isBlank() ? data() : Reply.ARGUMENT;
            case "RSET" -> reset();
            case "NOOP" -> Reply.DONE;
            case "QUIT" -> Reply.BYE;
            case "VRFY" -> Reply.WILL_TRY;
            case "EXPN", "HELP", "STARTTLS", "AUTH", "BDAT" -> Reply.NOT_OFFERED;
            default -> Reply.UNKNOWN;
        };
    }

    private Reply greet(String name, Reply hello) {
        if (name.isBlank()) {
            return Reply.ARGUMENT;
        }
        greeted = true;
        envelope = null;
        return hello;
    }

    private Reply sender(String argument) {
        if (!greeted || envelope != null) {
            return Reply.SEQUENCE;
        }
        try {
            envelope = Envelope.from(argument);
            return Reply.SENDER_TAKEN;
        } catch (Envelope.Refused e) {
            return e.reply();
        }
    }

    private Reply recipient(String argument) {
        Envelope open = envelope;
        if (open == null) {
            return Reply.SEQUENCE;
        }
        try {
            open.add(argument);
            return Reply.RECIPIENT_TAKEN;
        } catch (Envelope.Refused e) {
            return e.reply();
        }
    }

    private Reply data() throws IOException {
        Envelope open = envelope;
        if (open == null) {
            return Reply.SEQUENCE;
        }
        if (open.recipients().isEmpty()) {
            return Reply.NO_RECIPIENT;
        }
        say(Reply.GO_ON);
        byte[] source = input.mail(LONGEST_LINE, SmtpSink.MAX_SIZE);
        envelope = null;
        return switch (input.fault()) {
            case NONE -> hand(open, source);
            case BARE_LINE_END -> Reply.MAIL_BARE_LINE_END;
            case TOO_LONG -> Reply.MAIL_LINE_TOO_LONG;
            case TOO_LARGE -> Reply.MAIL_TOO_LARGE;
        };
    }

    private Reply hand(Envelope sent, byte[] source) {
        try {
            taker.accept(new ReceivedMail(sent.sender(), sent.recipients(), source, clock.instant()));
            errors = 0;
            return Reply.MAIL_TAKEN;
        } catch (RuntimeException e) { // its message may hold what stands in the mail
            log.warn("A mail was not taken: {}", e.getClass().getName());
            return Reply.LATER;
        }
    }

    private Reply reset() {
        envelope = null;
        return Reply.DONE;
    }
}
