package org.ratsnetz.platform.publication;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.fault.FailPoint;
import org.ratsnetz.platform.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the commands of the documents that belong to it, group by group: reads what it does not remember, decides, stores in one
 * bulk, hands the written documents to the relay, answers.
 */
final class Writer<S> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long IDLE = 0;

    private final LinkedBlockingQueue<Work<S>> queue = new LinkedBlockingQueue<>();
    private final Deque<Work<S>> lost = new ArrayDeque<>();
    private final Map<String, Stored<S>> settled = new ConcurrentHashMap<>();
    private final String collection;
    private final DocumentStore<S> store;
    private final Decider<S> decider;
    private final Relay relay;
    private final Meters meters;
    private final Remembered<S> remembered;
    private final int group;
    private final long trimNanos;
    private long trimmedAt = System.nanoTime();
    private volatile long busySince = IDLE;
    private volatile boolean open = true;

    Writer(
            DocumentKind<S> kind,
            DocumentStore<S> store,
            Decider.Factory<S> deciders,
            Relay relay,
            Meters meters,
            PublicationProperties properties) {
        this.collection = kind.collection();
        this.store = store;
        this.relay = relay;
        this.meters = meters;
        this.remembered = new Remembered<>(properties.cache().toBytes() / properties.writers());
        this.group = properties.group();
        this.trimNanos = properties.trim().toNanos();
        this.decider = deciders.create(new Emitter<>(kind, this::acknowledged));
    }

    void add(Work<S> work) {
        queue.add(work);
    }

    /** All records that this version owed are on Kafka; called by the relay. The records themselves are let go. */
    void settled(Stored<S> stored) {
        settled.merge(
                stored.id(),
                stored.owing(List.of(), stored.sequence(), stored.position()),
                (one, other) -> one.version() > other.version() ? one : other);
    }

    /** Whether Kafka has what this version owes, and only the trim is outstanding. */
    boolean hasSettled(Stored<S> stored) {
        Stored<S> done = settled.get(stored.id());
        return done != null && done.version() >= stored.version();
    }

    /** Position up to which Kafka has the document's records, from an earlier version of the same epoch; 0 where that is not known. */
    long settledBefore(Stored<S> stored) {
        Stored<S> done = settled.get(stored.id());
        return done != null && done.version() <= stored.version() && done.epoch() == stored.epoch()
                ? done.position()
                : 0;
    }

    /** Whether the group in hand has taken so long that whoever came now would wait in vain. */
    boolean stalled(Duration longest) {
        long since = busySince;
        return since != IDLE && System.nanoTime() - since > longest.toNanos();
    }

    String collection() {
        return collection;
    }

    private long acknowledged(String id) {
        Stored<S> done = settled.get(id);
        return Math.max(done == null ? 0 : done.position(), relay.acknowledged(this, id));
    }

    /** Ends after everything that waits has been answered. */
    void close() {
        open = false;
    }

    @Override
    public void run() {
        while (open || !queue.isEmpty() || !lost.isEmpty()) {
            List<Work<S>> works = next();
            if (!works.isEmpty()) {
                commit(works);
            }
            if (System.nanoTime() - trimmedAt > trimNanos) {
                trim();
            }
        }
        trim();
    }

    private List<Work<S>> next() {
        List<Work<S>> works = new ArrayList<>(lost);
        if (!lost.isEmpty()) {
            lost.clear();
            LockSupport.parkNanos(
                    ThreadLocalRandom.current().nextLong(Duration.ofMillis(5).toNanos()));
        } else {
            try {
                Work<S> first = queue.poll(settled.isEmpty() ? 100 : trimNanos / 1_000_000, TimeUnit.MILLISECONDS);
                if (first != null) {
                    works.add(first);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                open = false;
            }
        }
        queue.drainTo(works, Math.max(0, group - works.size()));
        return works;
    }

    private void commit(List<Work<S>> works) {
        busySince = System.nanoTime();
        try {
            commit(works.stream()
                    .collect(Collectors.groupingBy(Work::document, LinkedHashMap::new, Collectors.toList()))
                    .values());
        } catch (RuntimeException e) {
            LOG.error("A group of {} failed", collection, e);
            works.forEach(work -> work.answer.completeExceptionally(e));
        } finally {
            meters.group(works.size(), System.nanoTime() - busySince);
            busySince = IDLE;
        }
    }

    private void commit(Collection<List<Work<S>>> byDocument) {
        List<Draft<S>> drafts =
                byDocument.stream().map(ofOne -> new Draft<>(ofOne, decider)).toList();
        try {
            decide(drafts);
        } catch (MongoException e) {
            LOG.warn("Database not readable: {}", e.getMessage());
            drafts.forEach(draft -> draft.refuse(Problem.of(503, "unavailable").retryAfter(1)));
            return;
        } catch (RuntimeException e) {
            if (drafts.size() == 1) {
                throw e;
            }
            // one document that cannot be read is not its neighbours' affair, and nothing was written yet
            byDocument.forEach(works -> commit(works));
            return;
        }
        write(drafts);
    }

    private void decide(List<Draft<S>> drafts) {
        List<Draft<S>> cold = new ArrayList<>();
        for (Draft<S> draft : drafts) {
            Stored<S> known = remembered.get(draft.id());
            if (known == null) {
                cold.add(draft);
            } else {
                draft.decide(known, false);
            }
        }
        decideFresh(cold);
        decideFresh(drafts.stream().filter(Draft::unproven).toList());
    }

    private void decideFresh(List<Draft<S>> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        Map<String, Stored<S>> read = new LinkedHashMap<>();
        store.read(drafts.stream().map(Draft::id).toList()).forEach(stored -> read.put(stored.id(), stored));
        for (Draft<S> draft : drafts) {
            Stored<S> stored = read.get(draft.id());
            if (stored != null) {
                remembered.put(stored);
            }
            draft.decide(stored, true);
        }
    }

    private void write(List<Draft<S>> drafts) {
        drafts.stream().filter(Predicate.not(Draft::writes)).forEach(Draft::answer);
        List<Draft<S>> writing = new ArrayList<>();
        List<RawBsonDocument> documents = new ArrayList<>();
        for (Draft<S> draft : drafts) {
            if (draft.writes()) {
                encode(draft).ifPresent(document -> {
                    writing.add(draft);
                    documents.add(document);
                });
            }
        }
        if (writing.isEmpty()) {
            return;
        }
        FailPoint.hit("before-state-write");
        BitSet races = stored(writing, documents);
        FailPoint.hit("after-state-write");
        if (races == null) {
            return;
        }
        for (int i = 0; i < writing.size(); i++) {
            Draft<S> draft = writing.get(i);
            if (races.get(i)) {
                remembered.forget(draft.id());
                draft.works().stream().filter(Work::mayTryAgain).forEach(lost::add);
                meters.collision();
            } else {
                remembered.put(draft.next());
                if (!FailPoint.skips("hand-over")) {
                    relay.written(this, draft.next());
                }
                draft.answer();
            }
        }
    }

    /** The document in its stored form; one that has none must not keep its neighbours from being stored. */
    private Optional<RawBsonDocument> encode(Draft<S> draft) {
        try {
            return Optional.of(store.encode(draft.next()));
        } catch (RuntimeException e) {
            LOG.error("{} {} cannot be stored", collection, draft.id(), e);
            draft.fail(e);
            return Optional.empty();
        }
    }

    /** Which drafts lost a race; null when it is not known what was written, and the callers have been told so. */
    private @Nullable BitSet stored(List<Draft<S>> writing, List<RawBsonDocument> documents) {
        try {
            return store.write(writing, documents);
        } catch (RuntimeException e) {
            LOG.warn("Outcome of a write unknown: {}", e.getMessage());
            for (Draft<S> draft : writing) {
                remembered.forget(draft.id());
                draft.refuse(Problem.of(503, "outcome-unknown").retryAfter(1));
            }
            return null;
        }
    }

    private void trim() {
        trimmedAt = System.nanoTime();
        List<Stored<S>> done = List.copyOf(settled.values());
        if (done.isEmpty()) {
            return;
        }
        FailPoint.hit("before-trim");
        try {
            store.trim(done);
        } catch (MongoException e) {
            LOG.warn("Outbox not trimmed, later again: {}", e.getMessage());
            return;
        }
        for (Stored<S> stored : done) {
            Stored<S> known = remembered.get(stored.id());
            if (known != null && known.version() == stored.version()) {
                remembered.put(known.owing(List.of(), known.sequence(), known.position()));
            }
            settled.remove(stored.id(), stored);
        }
    }
}
