package org.ratsnetz.platform.publication;

import java.util.List;
import java.util.TreeSet;

/**
 * How far one document's records have come. All methods are called under this object's lock.
 *
 * @param <S> state of the document
 */
final class Sending<S> {

    final Writer<S> writer;
    private final TreeSet<Long> early = new TreeSet<>();
    private Stored<S> latest;
    private long sent;
    private long acknowledged;
    private int inFlight;
    private boolean failed;
    private boolean heals = true;
    private boolean waiting;
    private boolean queued;

    /** @param known position up to which Kafka has the document's records, as far as is known; what is owed up to there is not sent */
    Sending(Writer<S> writer, Stored<S> stored, long known) {
        this.writer = writer;
        this.latest = stored;
        this.acknowledged = Math.max(known, acknowledged(stored));
        this.sent = acknowledged;
    }

    /** A version no longer owes what Kafka had when it was written. */
    private static long acknowledged(Stored<?> stored) {
        return stored.outbox().isEmpty()
                ? stored.position()
                : stored.outbox().getFirst().position() - 1;
    }

    Stored<S> latest() {
        return latest;
    }

    /**
     * A newer version of the document is durable. What it no longer owes is with Kafka, even where this object never sent it: the
     * version before may have been read by the sweeper while another one was sent and trimmed.
     */
    void update(Stored<S> stored) {
        if (stored.version() > latest.version()) {
            latest = stored;
            advance(acknowledged(stored));
            sent = Math.max(sent, acknowledged);
        }
    }

    private void advance(long position) {
        acknowledged = Math.max(acknowledged, position);
        early.headSet(acknowledged, true).clear();
        while (early.remove(acknowledged + 1)) {
            acknowledged++;
        }
    }

    long acknowledged() {
        return acknowledged;
    }

    /** True when it was not yet in line to be sent, and is now. */
    boolean enqueue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    /** What is to be sent now; nothing between a failure and {@link #rewind}. */
    List<Pending> take() {
        queued = false;
        if (failed) {
            return List.of();
        }
        List<Pending> next = latest.outbox().stream()
                .filter(pending -> pending.position() > sent)
                .toList();
        if (!next.isEmpty()) {
            sent = next.getLast().position();
            inFlight += next.size();
        }
        return next;
    }

    void acknowledge(long position) {
        inFlight--;
        early.add(position);
        advance(acknowledged);
    }

    /**
     * These records did not get through: the one that failed, and those behind it that were not even tried.
     *
     * @param heals whether a repetition may succeed
     */
    void fail(int records, boolean heals) {
        inFlight -= records;
        failed = true;
        this.heals &= heals;
    }

    /** True once for a failure behind which nothing is in flight any more: the pause before {@link #rewind} begins. */
    boolean settled() {
        if (!failed || inFlight > 0 || waiting) {
            return false;
        }
        waiting = true;
        return true;
    }

    /** Whether a repetition of what failed may succeed. */
    boolean heals() {
        return heals;
    }

    /** Whether a record before these has failed, so that they are not tried; they count as no longer in flight then. */
    boolean holdBack(int records) {
        if (failed) {
            inFlight -= records;
        }
        return failed;
    }

    /** Sending begins again behind the acknowledged prefix. */
    void rewind() {
        failed = false;
        heals = true;
        waiting = false;
        early.clear();
        sent = acknowledged;
    }

    /** Whether Kafka has everything that the latest version owes. */
    boolean done() {
        return inFlight == 0 && !failed && acknowledged >= latest.position();
    }
}
