package org.ratsnetz.platform.publication;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.model.Collation;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.conversions.Bson;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;

/**
 * The documents of one kind: reads them, and changes them by {@link Command}s that are committed in groups. Each document belongs
 * to one writer, so commands for it are applied in order of arrival.
 *
 * @param <S> state of the document
 */
public final class GroupCommit<S> {

    private static final Duration AGAIN = Duration.ofMillis(200);

    private final DocumentKind<S> kind;
    private final DocumentStore<S> store;
    private final List<Writer<S>> writers;
    private final PublicationProperties properties;
    private final AtomicLong owed;
    private final BooleanSupplier shut;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();

    GroupCommit(
            DocumentKind<S> kind,
            DocumentStore<S> store,
            List<Writer<S>> writers,
            PublicationProperties properties,
            AtomicLong owed,
            BooleanSupplier shut) {
        this.kind = kind;
        this.store = store;
        this.writers = writers;
        this.properties = properties;
        this.owed = owed;
        this.shut = shut;
    }

    /** What kind of documents these are. */
    public DocumentKind<S> kind() {
        return kind;
    }

    /**
     * Queues a command. The answer comes when it is durable or refused; too much waiting is a refusal (503), and so is a database
     * that does not answer the group before. The future fails only by a defect of the decision.
     */
    public CompletableFuture<Result<S>> submit(Command<S> command) {
        if (shut.getAsBoolean()) {
            return CompletableFuture.completedFuture(
                    new Result.Refused<>(Problem.of(503, "older-database").retryAfter(60), null));
        }
        if (owed.get() > properties.backlog().toBytes()) {
            return CompletableFuture.completedFuture(overloaded(10));
        }
        Writer<S> writer = writerOf(command.document());
        if (writer.stalled(properties.stall())) {
            return CompletableFuture.completedFuture(
                    new Result.Refused<>(Problem.of(503, "unavailable").retryAfter(1), null));
        }
        int count = waiting.incrementAndGet();
        long bytes = waitingBytes.addAndGet(command.bytes());
        Work<S> work = new Work<>(command);
        CompletableFuture<?> _ = work.answer.whenComplete((result, failure) -> {
            waiting.decrementAndGet();
            waitingBytes.addAndGet(-command.bytes());
        });
        if (count > properties.waiting() || bytes > properties.waitingBytes().toBytes()) {
            work.answer.complete(overloaded(1));
        } else {
            writer.add(work);
        }
        return work.answer;
    }

    /** Has a document told again; refused with 404 where there is none. */
    public CompletableFuture<Result<S>> restate(String id, String key, String by) {
        return submit(Command.internal(
                id,
                key,
                by,
                current -> current == null
                        ? Outcome.refused(Problem.of(404, "not-found"))
                        : new Outcome.Told<>(kind.restatement().of(current))));
    }

    /**
     * Has the next documents told again, in the order of their ids.
     *
     * @return the id of the last, empty when there are no more
     */
    Optional<String> restateAfter(String id, int most) {
        Map<String, String> keys = store.keysAfter(id, most);
        Map<String, String> left = keys;
        while (!left.isEmpty()) {
            Map<String, CompletableFuture<Result<S>>> told = new LinkedHashMap<>();
            left.forEach((document, key) -> told.put(document, restate(document, key, "restate")));
            Map<String, String> again = new LinkedHashMap<>();
            told.forEach((document, result) -> {
                if (result.join() instanceof Result.Refused<S>(Problem problem, var _)
                        && problem.retryAfter() != null) {
                    again.put(document, Objects.requireNonNull(keys.get(document)));
                }
            });
            if (!again.isEmpty()) {
                LockSupport.parkNanos(AGAIN.toNanos());
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted while documents are told again");
                }
            }
            left = again;
        }
        return keys.keySet().stream().reduce((one, other) -> other);
    }

    /** Tells that there is no such document, if it would be one of this kind; no document owes that. */
    void tellGone(String id, Relay relay, int epoch, InstantSource clock) {
        int slash = id.indexOf('/');
        String key = slash < 0 ? id : id.substring(0, slash);
        for (Emission emission : kind.restatement().gone(id)) {
            Emission.Fact fact = Emitter.fact(kind, key, emission);
            Envelope envelope = new Envelope(
                    UuidCreator.getTimeOrderedEpoch().toString(),
                    fact.type(),
                    kind.source(),
                    id,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    0,
                    epoch,
                    null,
                    null);
            relay.tell(fact.topic(), fact.key(), envelope, Emitter.payload(fact.payload()))
                    .join();
        }
    }

    private static <S> Result<S> overloaded(int seconds) {
        return new Result.Refused<>(Problem.of(503, "overloaded").retryAfter(seconds), null);
    }

    private Writer<S> writerOf(String document) {
        return writers.get(Math.floorMod(document.hashCode(), writers.size()));
    }

    /** One document as a majority has it. */
    public Optional<Stored<S>> find(String id) {
        return find(eq("_id", id), ascending("_id"), 1).stream().findFirst();
    }

    /**
     * Documents as a majority has them. The aggregate's fields are below {@code state}.
     *
     * @throws Refused 503 when a newer release has written one in a form that this release cannot read
     */
    public List<Stored<S>> find(Bson filter, Bson sort, int limit) {
        List<Stored<S>> found = store.find(filter, sort, limit);
        if (!found.stream().allMatch(Stored::readable)) {
            throw new Refused(Problem.of(503, "newer-schema").retryAfter(30));
        }
        return found;
    }

    /** The same, with texts compared and ordered as a language does. */
    public List<Stored<S>> find(Bson filter, Bson sort, Collation collation, int limit) {
        return store.find(filter, sort, collation, limit);
    }

    /** The sequence of the last event of each document with that record key. */
    public Map<String, Long> sequences(String key) {
        return store.sequences(key);
    }

    /** Makes sure that lists by these fields need no scan. */
    public void index(String name, String... fields) {
        store.index(name, fields);
    }

    /** The same for lists in the order of a language. */
    public void index(String name, Collation collation, String... fields) {
        store.index(name, collation, fields);
    }

    DocumentStore<S> store() {
        return store;
    }

    /** Whether the relay is busy with a document that owes. */
    boolean inHand(Relay relay, Stored<S> owing) {
        return relay.inHand(writerOf(owing.id()), owing);
    }

    /** Hands a document that a crash left owing to the relay; false when it is in hand already. */
    boolean handOver(Relay relay, Stored<S> left) {
        return relay.leftOver(writerOf(left.id()), left);
    }

    List<Writer<S>> writers() {
        return writers;
    }
}
