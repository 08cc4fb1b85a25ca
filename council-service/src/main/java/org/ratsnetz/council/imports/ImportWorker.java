package org.ratsnetz.council.imports;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for jobs and has them worked on: a few at a time, clients in turn, each job by one process only. A job whose process shows
 * no sign of life any more is taken over.
 */
class ImportWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
    private static final int LOOKED_AT = 1000;

    private final String name = UUID.randomUUID().toString();
    private final ImportJobs jobs;
    private final ImportWork work;
    private final ImportProperties properties;
    private final LongSupplier nanos;
    private final Map<String, Working> working = new ConcurrentHashMap<>();
    private final Map<String, Long> notBefore = new ConcurrentHashMap<>();
    private final Silence silence;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;

    ImportWorker(ImportJobs jobs, ImportWork work, ImportProperties properties, LongSupplier nanos) {
        this.jobs = jobs;
        this.work = work;
        this.properties = properties;
        this.nanos = nanos;
        this.silence = new Silence(properties.lease(), nanos);
    }

    private record Working(ImportJob job, Hold hold, Thread thread) {}

    /** Jobs that this process works on. */
    int running() {
        return working.size();
    }

    /** Looks for jobs at once. */
    void wake() {
        woken.release();
    }

    @Override
    public void start() {
        Thread looking = Thread.ofPlatform().name("imports").daemon().unstarted(this::look);
        thread = looking; // before it runs: it goes on only while it is the one
        looking.start();
    }

    /** Ends the work at a line's border; another process goes on at once. */
    @Override
    public void stop() {
        Thread looking = thread;
        thread = null;
        if (looking != null) {
            looking.interrupt();
        }
        working.values().forEach(it -> it.thread().interrupt());
        for (Working it : List.copyOf(working.values())) {
            join(it.thread());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private static void join(Thread ending) {
        try {
            ending.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        while (thread == Thread.currentThread()) {
            try {
                working.values().forEach(it -> it.hold().beat());
                claim();
            } catch (RuntimeException e) {
                if (isRunning()) {
                    log.warn("Looking for imports failed: {}", e.toString());
                }
            }
            rest();
        }
    }

    private void rest() {
        try {
            if (woken.tryAcquire(1, TimeUnit.SECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }

    private void claim() {
        List<ImportJob> open = jobs.unfinished(LOOKED_AT);
        silence.observe(open);
        while (working.size() < properties.jobs()) {
            Map<String, Integer> busy = busy();
            ImportJob next = open.stream()
                    .filter(job ->
                            free(job) && busy.getOrDefault(job.author().client(), 0) < properties.jobsPerClient())
                    .min(Comparator.comparing((ImportJob job) ->
                                    busy.getOrDefault(job.author().client(), 0))
                            .thenComparing(ImportJob::createdAt))
                    .orElse(null);
            if (next == null) {
                return;
            }
            open = open.stream().filter(job -> !job.id().equals(next.id())).toList();
            long begun = nanos.getAsLong();
            jobs.claim(next, name).ifPresent(job -> begin(job, begun));
        }
    }

    private Map<String, Integer> busy() {
        Map<String, Integer> busy = new HashMap<>();
        working.values().forEach(it -> busy.merge(it.job().author().client(), 1, Integer::sum));
        return busy;
    }

    private boolean free(ImportJob job) {
        ImportJob.Lease lease = job.lease();
        boolean mine = lease != null && lease.holder().equals(name);
        return !working.containsKey(job.id()) && rested(job) && (lease == null || mine || silence.lasts(job));
    }

    /** A job that stopped with an error is not begun again at once. */
    private boolean rested(ImportJob job) {
        Long earliest = notBefore.get(job.id());
        return earliest == null || nanos.getAsLong() - earliest >= 0;
    }

    private void begin(ImportJob job, long begun) {
        Hold hold = new Hold(job.id(), name, jobs, properties.lease(), begun, nanos);
        Thread runner = Thread.ofVirtual().name("import-" + job.id()).unstarted(() -> run(job, hold));
        working.put(job.id(), new Working(job, hold, runner));
        runner.start();
    }

    private void stopped(ImportJob job, Hold hold, Exception cause) {
        if (interrupted(cause)) {
            log.info("Import {} is left to another process, or to the next start", job.id());
            letGo(job, hold);
        } else {
            log.warn("Import {} stopped, and goes on from its last checkpoint", job.id(), cause);
            notBefore.put(job.id(), nanos.getAsLong() + TimeUnit.SECONDS.toNanos(5));
        }
    }

    /** The database driver has an exception of its own for it. */
    private static boolean interrupted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof MongoInterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static void letGo(ImportJob job, Hold hold) {
        Thread.interrupted(); // or the driver would not write this either
        try {
            hold.release();
        } catch (RuntimeException e) {
            log.warn("Import {} could not be let go, so it rests for a lease: {}", job.id(), e.toString());
        }
    }

    private void run(ImportJob job, Hold hold) {
        try {
            work.run(job, hold);
            notBefore.remove(job.id());
        } catch (Hold.HoldLost e) {
            log.warn("Import {} is no longer held here", job.id());
        } catch (Exception e) {
            stopped(job, hold, e);
        } finally {
            working.remove(job.id());
            wake();
        }
    }
}
