package org.ratsnetz.notification.fanout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the fan-out when something was recorded, and every second for what other processes left. One process at a time has the turn,
 * so that the messages of a person follow one another; should two think so for a moment, the ledger still takes nothing twice.
 */
final class FanOutLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FanOutLoop.class);
    private static final String NAME = "fan-out";
    private static final long PAUSE_MILLIS = 500;
    private static final long LONGEST_END_MILLIS = 4_000;

    private final FanOut fanOut;
    private final LockProvider locks;
    private final Duration lease;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);
    private @Nullable SimpleLock turn;
    private Instant renewAt = Instant.EPOCH;
    private volatile @Nullable Thread thread;

    FanOutLoop(FanOut fanOut, LockProvider locks, Duration lease, InstantSource clock) {
        this.fanOut = fanOut;
        this.locks = locks;
        this.lease = lease;
        this.clock = clock;
    }

    /** Something was recorded. */
    void wake() {
        news.release();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(NAME).start(this::loop);
    }

    private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (news.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                if (mine()) {
                    fanOut.run(this::mine);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    LOG.warn("the fan-out failed and will go on where it was", e);
                }
            }
        }
    }

    /** Whether this process has the turn; keeps it while it has it. */
    private boolean mine() {
        Instant now = clock.instant();
        if (turn != null && now.isBefore(renewAt)) {
            return true;
        }
        Optional<SimpleLock> next = turn == null
                ? locks.lock(new LockConfiguration(now, NAME, lease, Duration.ZERO))
                : turn.extend(lease, Duration.ZERO);
        turn = next.orElse(null);
        renewAt = now.plus(lease.dividedBy(3));
        return turn != null;
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
        SimpleLock last = turn;
        if (last != null) {
            last.unlock();
            turn = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
