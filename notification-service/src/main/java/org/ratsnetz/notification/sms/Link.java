package org.ratsnetz.notification.sms;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the message centre: makes a bound session, and another one when it breaks, for as long as it is open. */
final class Link implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int DOUBLINGS = 16;

    private final SmsProperties properties;
    private final ReceiptIntake receipts;
    private final Window window;
    private final SmsMeters meters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable BoundSession session;
    private volatile @Nullable String trouble = "not bound yet";

    Link(SmsProperties properties, ReceiptIntake receipts, Window window, SmsMeters meters) {
        this.properties = properties;
        this.receipts = receipts;
        this.window = window;
        this.meters = meters;
    }

    /** Keeps a session bound until closed; it takes the thread for that long. */
    void keepBound() {
        int failures = 0;
        while (!isClosing()) {
            long since = System.nanoTime();
            try {
                useOne();
                boolean lasted =
                        System.nanoTime() - since > properties.longestPause().toNanos();
                failures = lasted ? 0 : failures + 1;
            } catch (IOException e) {
                failures++;
                meters.bindFailed();
                troubled(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
            pause(failures);
        }
    }

    private void useOne() throws IOException {
        BoundSession bound = BoundSession.bind(properties, receipts);
        session = bound;
        LOG.info("Bound to the message centre {}:{}", properties.host(), properties.port());
        trouble = null;
        window.open(true);
        if (isClosing()) {
            bound.close();
        }
        bound.awaitEnd();
        window.open(false);
        session = null;
        if (!isClosing()) {
            troubled("the message centre or the network has cut the link");
        }
    }

    private void troubled(String what) {
        if (!what.equals(trouble)) {
            LOG.warn("No link to the message centre {}:{}: {}", properties.host(), properties.port(), what);
        }
        trouble = what;
    }

    private void pause(int failures) {
        Duration most = properties.firstPause().multipliedBy(1L << Math.min(Math.max(failures - 1, 0), DOUBLINGS));
        long millis =
                Math.max(2, Math.min(most.toMillis(), properties.longestPause().toMillis()));
        try {
            closing.await(ThreadLocalRandom.current().nextLong(millis / 2, millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Sends one part and waits for its answer. */
    Reply submit(Segment segment) {
        BoundSession current = session;
        if (current == null || !current.isBound()) {
            return new Reply.Unsent(Window.UNBOUND);
        }
        try {
            return new Reply.Accepted(current.submit(segment));
        } catch (NegativeResponseException e) {
            return new Reply.Refused(e.getCommandStatus());
        } catch (GenericNackResponseException e) {
            return new Reply.Refused(e.getCommandStatus());
        } catch (ResponseTimeoutException e) {
            return new Reply.Unknown(current.isBound() ? "timeout" : "disconnected");
        } catch (IOException | InvalidResponseException e) {
            return new Reply.Unknown("disconnected");
        } catch (PDUException e) {
            throw new IllegalStateException("A part could not be encoded", e);
        }
    }

    /** What stands in the way, empty while a session is bound. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Ends the session in good order. */
    @Override
    public void close() {
        closing.countDown();
        BoundSession current = session;
        if (current != null) {
            current.close();
        }
    }
}
