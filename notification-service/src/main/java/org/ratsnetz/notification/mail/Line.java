package org.ratsnetz.notification.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Mails that wait for a connection; it lets in so many as may be in flight, waiting or under way, until it is closed. */
final class Line {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition roomy = lock.newCondition();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final int most;
    private int inFlight;
    private boolean open = true;

    Line(int most) {
        this.most = most;
    }

    /** Waits for room. @return false when it is closed */
    boolean join(Delivery delivery) throws InterruptedException {
        lock.lock();
        try {
            while (open && inFlight >= most) {
                roomy.await();
            }
            if (open) {
                inFlight++;
                waiting.addLast(delivery);
                filled.signal();
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** To the front again. @return false when it is closed */
    boolean rejoin(Delivery delivery) {
        lock.lock();
        try {
            if (open) {
                waiting.addFirst(delivery);
                filled.signal();
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** One is no longer in flight. Who waits for room is woken for some at a time: to wake for each costs more than to send it. */
    void leave() {
        lock.lock();
        try {
            inFlight--;
            if (inFlight <= most * 3 / 4) {
                roomy.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next one; none when none came for so long, or it is closed. */
    @Nullable
    Delivery next(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (open && waiting.isEmpty() && nanos > 0) {
                nanos = filled.awaitNanos(nanos);
            }
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** The next one if one waits. */
    @Nullable
    Delivery nextNow() {
        lock.lock();
        try {
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more. @return those who waited */
    List<Delivery> close() {
        lock.lock();
        try {
            open = false;
            filled.signalAll();
            roomy.signalAll();
            List<Delivery> left = List.copyOf(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }
}
