package org.ratsnetz.platform.consumption;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again while the service runs; a failure, even an Error, is logged and the next time comes. */
public final class Ticker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final int SECONDS_TO_END = 5;

    private final String name;
    private final Duration interval;
    private final Runnable work;
    private volatile ScheduledExecutorService executor = idle();

    /**
     * Begins with the service.
     *
     * @param name name of the thread
     * @param interval pause between the end of one time and the begin of the next
     * @param work what to do
     */
    public Ticker(String name, Duration interval, Runnable work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    private static ScheduledExecutorService idle() {
        ScheduledExecutorService none = Executors.newSingleThreadScheduledExecutor();
        none.shutdown();
        return none;
    }

    private void once() {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("{} failed and will be tried again in {}", name, interval, e);
            }
        } catch (Error e) {
            LOG.error("{} failed badly and will be tried again in {}", name, interval, e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // once() catches what could be told
    public void start() {
        executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        executor.scheduleWithFixedDelay(this::once, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("{} does not end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !executor.isShutdown();
    }
}
