package org.ratsnetz.platform.publication;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that database and topics fit together. A database that is older than what its topics tell must publish nothing: it would
 * use sequences a second time, and every reader would drop what it says. A topic that was lost, or is older than the database, is
 * filled again. Looks whenever the database may have become another one, and at what was told since the last mark only.
 */
final class Watch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int NAMED = 3;
    private static final int TRIES = 30;

    private final List<GroupCommit<?>> commits;
    private final List<Restoration> restorations = new CopyOnWriteArrayList<>();
    private final Marks marks;
    private final Comparison comparison;
    private final Relay relay;
    private final Doubt doubt;
    private final PublicationProperties properties;
    private final InstantSource clock;
    private volatile int epoch;
    private volatile @Nullable Instant lastRestore;
    private volatile @Nullable String trouble;
    private volatile boolean open = true;
    private final AtomicLong doubts = new AtomicLong();
    private long turn;

    Watch(
            List<GroupCommit<?>> commits,
            Marks marks,
            Comparison comparison,
            Relay relay,
            Doubt doubt,
            PublicationProperties properties,
            InstantSource clock) {
        this.commits = commits;
        this.marks = marks;
        this.comparison = comparison;
        this.relay = relay;
        this.doubt = doubt;
        this.properties = properties;
        this.clock = clock;
        this.epoch = marks.begin();
        relay.hold(true);
        doubt.onRaise(() -> {
            doubts.incrementAndGet();
            relay.hold(true);
        });
    }

    int epoch() {
        return epoch;
    }

    @Nullable
    Instant lastRestore() {
        return lastRestore;
    }

    /** Why nothing is published and no change is taken; null when all is well. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void afterRestore(Restoration restoration) {
        restorations.add(restoration);
    }

    /**
     * The first look, before anything is published.
     *
     * @throws RestoreUnfinished when a backup was put back by half
     */
    void begin() {
        Marks.Said said = marks.read();
        if (said.unfinished()) {
            throw new RestoreUnfinished();
        }
        for (int i = 1; true; i++) {
            try {
                look();
                return;
            } catch (KafkaException e) {
                if (said.restored() == null) {
                    LOG.warn("Not compared with the topics yet, nothing is published until then: {}", e.getMessage());
                    return;
                }
                // another process may be at it; without an end of that this one must not serve
                if (i == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(properties.sweepEvery().toNanos());
            }
        }
    }

    @Override
    public void run() {
        while (open && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(properties.sweepEvery().toNanos());
            try {
                if (open) {
                    look();
                }
            } catch (RuntimeException e) {
                if (open) {
                    LOG.info("Database and topics not compared, later again: {}", e.getMessage());
                }
            }
        }
    }

    void close() {
        open = false;
        comparison.close();
    }

    private synchronized void look() {
        long seen = doubts.get();
        boolean inDoubt = doubt.take();
        try {
            look(seen, inDoubt);
        } catch (RuntimeException e) {
            if (inDoubt) {
                doubt.raise();
            }
            throw e;
        }
    }

    private void look(long seen, boolean inDoubt) {
        Marks.Said said = marks.read();
        epoch = said.epoch();
        lastRestore = said.lastRestore();
        if (said.unfinished()) {
            stop("A backup is being put back, or that was begun and not ended: run the restore again.");
        } else if (commits.isEmpty() && said.restored() == null) {
            marks.beat();
            go(seen);
        } else {
            compare(said, seen, inDoubt);
        }
    }

    private void compare(Marks.Said said, long seen, boolean inDoubt) {
        Map<String, Marks.Mark> ends = comparison.ends();
        if (said.restored() != null) {
            settle(said, said.restored(), ends);
            go(seen);
            return;
        }
        if (properties.ownTopics() && (inDoubt || trouble != null || said.turn() < turn)) {
            List<String> older = comparison.older(comparison.told(said.marks(), ends));
            if (!older.isEmpty()) {
                stop(older(older));
                marks.beat();
                return;
            }
        }
        if (properties.ownTopics()) {
            refill(said, ends);
        }
        turn = Math.max(turn, said.turn());
        go(seen);
    }

    private static String older(List<String> documents) {
        return "The database is older than its topics: " + documents.size() + " documents stand before what was told ("
                + documents.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (documents.size() > NAMED ? ", …" : "")
                + "). Nothing is published and no change is taken. Put the newer database back, or restore a backup, or"
                + " let hold what is here: POST /api/operations/<area>/restate {\"older\":true}"
                + " (docs/operations.md, Backup and restore).";
    }

    private void stop(String reason) {
        relay.hold(true);
        if (!reason.equals(trouble)) {
            LOG.error("{}", reason);
        }
        trouble = reason;
    }

    private void go(long seen) {
        if (trouble != null) {
            LOG.info("Database and topics fit together again");
            trouble = null;
        }
        relay.hold(doubts.get() != seen);
    }

    /** Has lost topics filled again, and moves the marks where nothing is outstanding. */
    private void refill(Marks.Said said, Map<String, Marks.Mark> ends) {
        List<String> lost = said.marks().entrySet().stream()
                .filter(mark -> ends.containsKey(mark.getKey()))
                .filter(mark -> Comparison.lost(mark.getValue(), ends.getOrDefault(mark.getKey(), mark.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        if (ends.size() < comparison.topics().size()) {
            marks.beat(); // a topic is missing: its mark must not be forgotten
            return;
        }
        if (said.restate() == null && lost.isEmpty()) {
            if (marks.move(said.turn(), ends)) {
                turn = said.turn() + 1;
            }
            return;
        }
        if (said.restate() == null) {
            LOG.warn("Topics {} were lost or are older than the database: all documents will be told again", lost);
            marks.wantRestating(clock.instant());
        }
        marks.beat();
    }

    private void settle(Marks.Said said, Instant restored, Map<String, Marks.Mark> ends) {
        if (!said.raised()) {
            int next =
                    Math.max(said.epoch(), comparison.told(said.marks(), ends).epoch()) + 1;
            if (!marks.raise(said.epoch(), next)) {
                throw new KafkaException("another process deals with the restore");
            }
            epoch = next;
            LOG.info("The database was put back: its documents go on in epoch {}", next);
        }
        trouble = null;
        lastRestore = restored;
        restorations.forEach(restoration -> restoration.run(restored));
        marks.settled(restored, clock.instant());
    }

    /** The database as it is holds, though the topics tell more. */
    void accept() {
        marks.accept(clock.instant());
    }

    /** Has all documents told again. */
    void wantRestating() {
        marks.wantRestating(clock.instant());
    }

    /** Since when all documents are to be told again, null when they are not. */
    @Nullable
    Instant restating() {
        return marks.read().restate();
    }

    /** All documents have been told again; tells of those that are on the topics and not here, and moves on. */
    void restated(Instant wanted) {
        Marks.Said said = marks.read();
        if (properties.ownTopics() && !commits.isEmpty()) {
            Map<String, Marks.Mark> ends = comparison.ends();
            Map<String, Rank> ranks =
                    new LinkedHashMap<>(comparison.told(said.marks(), ends).ranks());
            comparison.here(ranks.keySet()).keySet().forEach(ranks::remove);
            ranks.entrySet().removeIf(rank -> rank.getValue().compareTo(new Rank(said.epoch(), 0)) >= 0);
            ranks.keySet()
                    .forEach(document -> commits.forEach(commit -> commit.tellGone(document, relay, epoch, clock)));
            if (ends.size() == comparison.topics().size()) {
                marks.move(said.turn(), ends); // topics that were made anew are known from now on
            }
        }
        marks.restated(wanted);
    }
}
