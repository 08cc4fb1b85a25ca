package org.ratsnetz.notification.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to the SMTP relay, each to one person, over connections that are opened when there is something to send and kept.
 * Nothing is tried twice that may have arrived; a mail of which the relay has answered nothing on a connection that it had left is
 * tried on a new one.
 */
public final class MailRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailRelay.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Outcome STOPPED = new Outcome.Temporary("stopped", "not sent: the service stops");

    private final MailServer server;
    private final MailSettings settings;
    private final InstantSource clock;
    private final MailComposer composer;
    private final Deadlines deadlines = new Deadlines();
    private final Line line;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> couriers;
    private final AtomicReference<@Nullable Standing> standing = new AtomicReference<>();

    /** Opens no connection yet. */
    public MailRelay(MailServer server, MailSettings settings, InstantSource clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
        this.composer = new MailComposer(settings.from(), settings.fromName());
        this.line = new Line(settings.inFlight());
        this.couriers = IntStream.range(0, settings.connections())
                .mapToObj(i -> Thread.ofPlatform().daemon().name("mail-" + i).start(new Courier(this)))
                .toList();
    }

    /**
     * Sends a mail. Waits while as many as are allowed are in flight.
     *
     * @return what became of it, at the latest when the relay's time is up; never an exception. What is chained to it runs on a
     *     thread of the connection: it must neither send nor wait.
     */
    public CompletableFuture<Outcome> send(Mail mail) {
        Delivery delivery = new Delivery(mail, new CompletableFuture<>());
        try {
            if (line.join(delivery)) {
                return delivery.outcome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CompletableFuture.completedFuture(STOPPED);
    }

    /** It is over for this mail. */
    void end(Delivery delivery, Outcome outcome) {
        if (delivery.outcome().complete(outcome)) {
            line.leave();
        }
    }

    /** How it stands with the relay; empty until there was a mail. */
    Optional<Standing> standing() {
        return Optional.ofNullable(standing.get());
    }

    /** Waits some seconds for what is under way; what waits behind it ends as not sent. */
    @Override
    public void close() {
        closing.countDown();
        line.close().forEach(waiting -> end(waiting, STOPPED));
        try {
            long end = System.nanoTime() + GRACE.toNanos();
            for (Thread courier : couriers) {
                courier.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
            deadlines.close();
            for (Thread courier : couriers) {
                courier.join(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            deadlines.close();
        }
    }

    boolean isOpen() {
        return closing.getCount() > 0;
    }

    MailServer server() {
        return server;
    }

    MailSettings settings() {
        return settings;
    }

    Line line() {
        return line;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    void compose(Mail mail, Octets out) {
        composer.write(mail, clock.instant(), out);
    }

    void connected() {
        connections.incrementAndGet();
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    /** Leaves a mail to those who have a connection. */
    boolean giveBack(Delivery delivery) {
        return connections.get() > 0 && line.rejoin(delivery);
    }

    /** Waits, at most until the relay is closed. */
    void pause(Duration time) throws InterruptedException {
        if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("No further try to connect: the service stops");
        }
    }

    /** The relay said yes or no to a mail. */
    void answers(SmtpReply reply) {
        Standing before = standing.get();
        if ((before == null || !before.answers()) && turns(true, reply.name())) {
            LOG.info("The mail relay takes part");
        }
    }

    /** The relay did not answer, or said no to us. */
    void fails(Stage stage, String code) {
        if (turns(false, code)) {
            LOG.warn("The mail relay does not take part, mails wait: {} at {}", code, stage);
        }
    }

    private boolean turns(boolean answers, String code) {
        Standing before = standing.get();
        return (before == null || before.answers() != answers)
                && standing.compareAndSet(before, new Standing(answers, clock.instant(), code));
    }
}
