package org.ratsnetz.council.imports;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process's hold on a job. It counts as lost when no sign of life was stored for half the lease: others may take the job over
 * only after a whole one, so there is a margin for whatever is still under way.
 */
final class Hold {

    private final String job;
    private final String holder;
    private final ImportJobs jobs;
    private final long patience;
    private final LongSupplier nanos;
    private volatile long lastBeat;
    private volatile boolean lost;

    Hold(String job, String holder, ImportJobs jobs, Duration lease, long begun, LongSupplier nanos) {
        this.job = job;
        this.holder = holder;
        this.jobs = jobs;
        this.patience = lease.dividedBy(2).toNanos();
        this.nanos = nanos;
        this.lastBeat = begun;
    }

    /** Gives a sign of life. */
    void beat() {
        long begun = nanos.getAsLong();
        noted(jobs.beat(job, holder), begun);
    }

    /** Stores how far the job is. */
    void checkpoint(ImportJob.Progress progress) {
        long begun = nanos.getAsLong();
        noted(jobs.checkpoint(job, holder, progress), begun);
        check();
    }

    /** Ends the job. */
    void finish(ImportJob.Progress progress, @Nullable String failure) {
        if (!jobs.finish(job, holder, progress, failure)) {
            throw new HoldLost();
        }
    }

    /** Lets another process go on at once. */
    void release() {
        jobs.release(job, holder);
    }

    private void noted(boolean stored, long begun) {
        if (stored) {
            lastBeat = begun;
        } else {
            lost = true;
        }
    }

    /**
     * Makes sure that this process may still work on the job.
     *
     * @throws HoldLost when it may not
     */
    void check() {
        if (lost || nanos.getAsLong() - lastBeat > patience) {
            throw new HoldLost();
        }
    }

    /** Waits a little, holding the job. */
    void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(time.toNanos(), patience / 2));
        check();
    }

    /** Another process may work on the job by now. */
    static final class HoldLost extends RuntimeException {}
}
