package org.ratsnetz.notification.mail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mails to the relay, one connection at a time. While the relay works on one message, the next mail's envelope is with it
 * already; so a connection has at most one mail of which it cannot know whether it arrived.
 */
final class Courier implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int DOUBLINGS = 4;
    private static final Duration A_WHILE = Duration.ofHours(1);

    private final MailRelay relay;
    private final Octets octets = new Octets();
    private @Nullable SmtpConnection connection;
    private boolean fresh;
    private int failures;

    Courier(MailRelay relay) {
        this.relay = relay;
    }

    @Override
    public void run() {
        try {
            while (relay.isOpen()) {
                Delivery next = relay.line()
                        .next(connection == null ? A_WHILE : relay.settings().idle());
                if (next == null) {
                    hangUp(true);
                }
                while (next != null) {
                    next = carry(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp(true);
        }
    }

    /** @return the mail that is to be tried on a new connection: nothing of it was answered on the old one */
    private @Nullable Delivery carry(Delivery first) throws InterruptedException {
        SmtpConnection open = connection == null ? open(first) : connection;
        if (open == null) {
            return null;
        }
        Delivery current = first;
        Delivery rider = null;
        try {
            open.begin(current.to());
            compose(current);
            while (true) {
                open.awaitGo(current.to());
                rider = open.pipelines() ? relay.line().nextNow() : null;
                if (rider != null) {
                    open.envelope(rider.to(), octets);
                }
                open.message(octets);
                if (rider != null) {
                    compose(rider);
                }
                SmtpReply reply = open.verdict();
                end(current, Stage.MESSAGE, reply);
                fresh = false;
                if (rider == null || !open.isUsable()) {
                    return left(open, rider);
                }
                current = rider;
                rider = null;
            }
        } catch (SmtpConnection.Refused e) {
            boolean again = !fresh && e.stage() == Stage.MAIL && e.reply().code() == SmtpReply.CLOSING;
            fresh = false;
            if (!again) {
                end(current, e.stage(), e.reply());
            }
            return left(open, again ? current : null);
        } catch (IOException | RuntimeException e) {
            boolean again = rider == null && !fresh && open.stage().compareTo(Stage.RCPT) < 0;
            if (e instanceof RuntimeException) {
                LOG.error("A mail could not be sent", e);
            }
            hangUp(false);
            if (!again) {
                fail(current, open.stage(), e);
            }
            return again ? current : rider;
        }
    }

    private @Nullable Delivery left(SmtpConnection open, @Nullable Delivery rest) {
        if (!open.isUsable()) {
            hangUp(false);
        }
        return rest;
    }

    private void compose(Delivery delivery) {
        octets.clear();
        relay.compose(delivery.mail(), octets);
        octets.line(".");
    }

    private @Nullable SmtpConnection open(Delivery waiting) throws InterruptedException {
        try {
            connection = SmtpConnection.open(relay.server(), relay.settings(), relay.deadlines());
            relay.connected();
            fresh = true;
            failures = 0;
            return connection;
        } catch (SmtpConnection.Refused e) {
            giveUp(waiting, () -> end(waiting, e.stage(), e.reply()));
        } catch (IOException e) {
            giveUp(waiting, () -> fail(waiting, Stage.CONNECT, e));
        }
        return null;
    }

    /** Where others have a connection the mail goes by one of theirs: a relay may let in fewer of us than we are. */
    private void giveUp(Delivery waiting, Runnable ending) throws InterruptedException {
        if (!relay.giveBack(waiting)) {
            ending.run();
        }
        relay.pause(relay.settings().pause().multipliedBy(1L << Math.min(failures++, DOUBLINGS)));
    }

    private void end(Delivery delivery, Stage stage, SmtpReply reply) {
        if (stage.compareTo(Stage.RCPT) < 0 || reply.code() == SmtpReply.CLOSING) {
            relay.fails(stage, reply.name());
        } else {
            relay.answers(reply);
        }
        relay.end(delivery, Verdict.of(stage, reply, delivery.to()));
    }

    private void fail(Delivery delivery, Stage stage, Exception e) {
        String code = word(e);
        relay.fails(stage, code);
        String reason = e instanceof SmtpWire.Unexpected ? e.getMessage() : "no answer";
        relay.end(delivery, new Outcome.Temporary(code, stage + ": " + reason));
    }

    private static String word(Exception e) {
        return switch (e) {
            case SocketTimeoutException late -> "timeout";
            case ConnectException none -> "refused";
            case UnknownHostException unknown -> "unreachable";
            case NoRouteToHostException away -> "unreachable";
            case SSLException unsafe -> "tls";
            case SmtpWire.Unexpected strange -> "unexpected";
            case IOException cut -> "disconnected";
            default -> "defect";
        };
    }

    private void hangUp(boolean politely) {
        if (connection != null) {
            relay.disconnected();
            if (politely) {
                connection.quit();
            } else {
                connection.close();
            }
            connection = null;
        }
    }
}
