package org.ratsnetz.platform.publication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds documents that still owe old records, which only a crash or a long outage leaves behind, and hands them to the relay. Also
 * measures what is owed. Silent while Kafka does not answer.
 */
final class Sweeper implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int BATCH = 200;
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final List<GroupCommit<?>> commits;
    private final Relay relay;
    private final InstantSource clock;
    private final PublicationProperties properties;
    private final AtomicLong owed;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean open = true;
    private long measuredAt = System.nanoTime() - MEASURE_EVERY.toNanos();

    Sweeper(
            List<GroupCommit<?>> commits,
            Relay relay,
            InstantSource clock,
            PublicationProperties properties,
            AtomicLong owed) {
        this.commits = commits;
        this.relay = relay;
        this.clock = clock;
        this.properties = properties;
        this.owed = owed;
    }

    Backlog backlog() {
        return backlog;
    }

    void close() {
        open = false;
    }

    @Override
    public void run() {
        while (open && !Thread.currentThread().isInterrupted()) {
            boolean more = false;
            try {
                measure();
                if (relay.healthy()) {
                    more = sweep();
                }
            } catch (RuntimeException e) {
                LOG.warn("Left-over records not looked for, later again: {}", e.getMessage());
            }
            LockSupport.parkNanos((more ? properties.trim() : properties.sweepEvery()).toNanos());
        }
    }

    private void measure() {
        if (System.nanoTime() - measuredAt < MEASURE_EVERY.toNanos()) {
            return;
        }
        measuredAt = System.nanoTime();
        backlog = commits.stream().map(commit -> commit.store().backlog()).reduce(Backlog.NONE, Backlog::plus);
        owed.set(backlog.bytes());
    }

    /** True when a whole batch was found, so that more may be waiting. */
    private boolean sweep() {
        Instant before = clock.instant().minus(properties.sweepAfter());
        boolean more = false;
        for (GroupCommit<?> commit : commits) {
            more |= relay.hasRoom() && sweep(commit, before);
        }
        return more;
    }

    private <S> boolean sweep(GroupCommit<S> commit, Instant before) {
        List<Stored<S>> left = commit.store().pendingSinceBefore(before, BATCH);
        int taken = commit.handOver(relay, left);
        if (taken > 0) {
            LOG.info(
                    "Found {} documents of {} with records left over",
                    taken,
                    commit.kind().collection());
        }
        return left.size() == BATCH;
    }
}
