package org.ratsnetz.notification.sms;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets submits go: only while a link is bound, only so many without an answer, and after a message centre has throttled us not
 * before a pause is over, which doubles from 100 ms with each further one and ends with the first submit that is taken.
 */
final class Window {

    static final String UNBOUND = "unbound";
    static final String THROTTLED = "throttled";
    static final String FULL = "window-full";

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int size;
    private final long longestPause;
    private boolean open;
    private boolean closed;
    private int unanswered;
    private long pause;
    private long pausedUntil = System.nanoTime();

    Window(int size, Duration longestPause) {
        this.size = size;
        this.longestPause = longestPause.toNanos();
    }

    /**
     * Waits until a submit may go; whoever got in must {@link #leave}.
     *
     * @param deadline by {@link System#nanoTime}
     * @return what was missing at the deadline, empty when it may go
     */
    Optional<String> enter(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional<String> missing = missing();
            long left = deadline - System.nanoTime();
            while (missing.isPresent() && left > 0 && !closed) {
                long paused = pausedUntil - System.nanoTime();
                changed.awaitNanos(paused > 0 ? Math.min(paused, left) : left);
                missing = missing();
                left = deadline - System.nanoTime();
            }
            if (missing.isEmpty()) {
                unanswered++;
            }
            return missing;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        locked(() -> {
            unanswered--;
            // one more may go, so one is woken: thousands may wait
            changed.signal();
        });
    }

    void open(boolean bound) {
        locked(() -> {
            open = bound && !closed;
            changed.signalAll();
        });
    }

    /** Lets no more go, whoever waits already neither, and gives those that went so long for their answers. */
    void close(Duration patience) {
        locked(() -> {
            open = false;
            closed = true;
            changed.signalAll();
        });
        lock.lock();
        try {
            long left = patience.toNanos();
            while (unanswered > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** One pause for all answers that were on their way together. */
    void throttled() {
        locked(() -> {
            if (pausedUntil - System.nanoTime() <= 0) {
                pause = Math.min(Math.max(pause * 2, FIRST_PAUSE), longestPause);
                pausedUntil = System.nanoTime() + ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
            }
        });
    }

    void taken() {
        locked(() -> pause = 0);
    }

    int unanswered() {
        lock.lock();
        try {
            return unanswered;
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> missing() {
        if (!open) {
            return Optional.of(UNBOUND);
        }
        if (pausedUntil - System.nanoTime() > 0) {
            return Optional.of(THROTTLED);
        }
        return unanswered < size ? Optional.empty() : Optional.of(FULL);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
