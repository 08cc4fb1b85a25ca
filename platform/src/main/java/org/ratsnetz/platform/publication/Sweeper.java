package org.ratsnetz.platform.publication;

import com.mongodb.client.MongoCursor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final List<GroupCommit<?>> commits;
    private final Relay relay;
    private final InstantSource clock;
    private final PublicationProperties properties;
    private final AtomicLong owed;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean open = true;
    private long measureAt = System.nanoTime();
    /**
     * What sweeps saw in nobody's hand and did not hand over: a document that was just trimmed may be seen as it was before, but only
     * once. What a sweep did not come to for want of room stays seen; else a long backlog would be read twice.
     */
    private final Map<GroupCommit<?>, Set<String>> seen = new HashMap<>();

    private boolean first = true;

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
            boolean all = true;
            try {
                measure();
                if (relay.healthy()) {
                    all = sweep();
                }
            } catch (RuntimeException e) {
                LOG.warn("Left-over records not looked for, later again: {}", e.getMessage());
            }
            rest(all);
        }
    }

    /** Until the next sweep is due, or the relay has got rid of half of what the last one could not give it more of. */
    private void rest(boolean all) {
        long due = System.nanoTime() + properties.sweepEvery().toNanos();
        do {
            LockSupport.parkNanos(all ? due - System.nanoTime() : LOOK_EVERY.toNanos());
        } while (open
                && !Thread.currentThread().isInterrupted()
                && System.nanoTime() < due
                && (all || !relay.isHalfEmpty()));
    }

    /** Looks at every document that owes, so it rests ten times as long as it took. */
    private void measure() {
        long begin = System.nanoTime();
        if (begin < measureAt) {
            return;
        }
        backlog = commits.stream().map(commit -> commit.store().backlog()).reduce(Backlog.NONE, Backlog::plus);
        owed.set(backlog.bytes());
        long end = System.nanoTime();
        measureAt = end + Math.max(MEASURE_EVERY.toNanos(), 10 * (end - begin));
    }

    /** False when the relay had no room for all. What is owed when this process starts is left over, however young it is. */
    private boolean sweep() {
        Instant before = first ? clock.instant() : clock.instant().minus(properties.sweepAfter());
        boolean all = true;
        for (GroupCommit<?> commit : commits) {
            all &= sweep(commit, before);
        }
        first &= !all;
        return all;
    }

    private <S> boolean sweep(GroupCommit<S> commit, Instant before) {
        int taken = 0;
        Set<String> seenBefore = seen.getOrDefault(commit, new HashSet<>());
        Set<String> seenNow = new HashSet<>();
        try (MongoCursor<Stored<S>> left = commit.store().pendingSinceBefore(before)) {
            while (relay.hasRoom() && left.hasNext()) {
                Stored<S> stored = left.next();
                if (commit.inHand(relay, stored)) {
                    continue;
                }
                if ((first || seenBefore.remove(stored.id())) && commit.handOver(relay, stored)) {
                    taken++;
                } else {
                    seenNow.add(stored.id());
                }
            }
            if (!relay.hasRoom()) {
                seenNow.addAll(seenBefore);
            }
        }
        seen.put(commit, seenNow);
        if (taken > 0) {
            LOG.info(
                    "Found {} documents of {} with records left over",
                    taken,
                    commit.kind().collection());
        }
        return relay.hasRoom();
    }
}
