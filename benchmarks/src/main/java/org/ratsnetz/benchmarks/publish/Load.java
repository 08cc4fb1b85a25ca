package org.ratsnetz.benchmarks.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Drives a contender and keeps how long its answers took, in microseconds. */
final class Load {

    private final Contender contender;
    private final Choice choice;
    private final Histogram micros =
            new ConcurrentHistogram(Duration.ofMinutes(2).toNanos() / 1000, 3);
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile @Nullable Exception first;

    Load(Contender contender, Choice choice) {
        this.contender = contender;
        this.choice = choice;
    }

    Histogram micros() {
        return micros;
    }

    long done() {
        return done.sum();
    }

    /** @throws IllegalStateException when any update failed: such a run says nothing */
    void check() {
        if (failed.sum() > 0) {
            throw new IllegalStateException(failed.sum() + " updates failed", Objects.requireNonNull(first));
        }
    }

    /** So many callers, each again as soon as it is answered. */
    void closed(int callers, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        update(System.nanoTime());
                    }
                });
            }
        }
    }

    /** So many updates, as fast as so many callers can. */
    void updates(int count, int callers) {
        AtomicInteger left = new AtomicInteger(count);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        update(System.nanoTime());
                    }
                });
            }
        }
    }

    /**
     * So many a second; an answer's time counts from when its turn was, so nothing is left out. Ends early when two seconds' worth is
     * under way: who is so far behind does not keep up.
     */
    void open(int perSecond, Duration time) {
        long begin = System.nanoTime();
        long count = perSecond * time.toSeconds();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < count; i++) {
                long turn = begin + i * 1_000_000_000L / perSecond;
                for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (i - done.sum() > 2L * perSecond) {
                    break;
                }
                threads.execute(() -> update(turn));
            }
        }
    }

    private void update(long turn) {
        long late = System.nanoTime() - turn;
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - late / 1000;
        try {
            contender.update(choice.next(), at);
            micros.recordValue(Math.min((System.nanoTime() - turn) / 1000, micros.getHighestTrackableValue()));
            done.increment();
        } catch (Exception e) {
            first = e;
            failed.increment();
        }
    }
}
