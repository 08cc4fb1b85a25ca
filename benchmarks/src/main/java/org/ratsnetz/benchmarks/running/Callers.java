package org.ratsnetz.benchmarks.running;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Callers that each do one thing after the other until the time is up (closed loop). */
final class Callers {

    /** One thing to do; false when it was not accepted. */
    @FunctionalInterface
    interface Call {
        boolean run(int caller) throws Exception;
    }

    private Callers() {}

    /**
     * Runs them and prints one line: the rate of what was accepted, and how long that took; what was refused or failed is only
     * counted. Calls that are still open when the time is up are waited for.
     *
     * @return calls accepted per second
     */
    static double run(String name, int callers, Duration time, Call call) throws InterruptedException {
        Histogram micros = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
        AtomicLong accepted = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                int caller = i;
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        try {
                            if (call.run(caller)) {
                                accepted.incrementAndGet();
                                micros.recordValue((System.nanoTime() - start) / 1000);
                            } else {
                                refused.incrementAndGet();
                            }
                        } catch (Exception e) {
                            if (failed.incrementAndGet() == 1) {
                                System.err.println(name + ": " + e);
                            }
                        }
                    }
                });
            }
        }
        double rate = accepted.get() / ((System.nanoTime() - begin) / 1e9);
        System.out.printf(
                "{\"name\":\"%s\",\"callers\":%d,\"perSecond\":%.0f,\"p50ms\":%.1f,\"p99ms\":%.1f,\"accepted\":%d,\"refused\":%d,\"failed\":%d}%n",
                name,
                callers,
                rate,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                accepted.get(),
                refused.get(),
                failed.get());
        return rate;
    }
}
