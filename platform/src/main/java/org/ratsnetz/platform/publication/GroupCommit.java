package org.ratsnetz.platform.publication;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.Collation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.conversions.Bson;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;

/**
 * The documents of one kind: reads them, and changes them by {@link Command}s that are committed in groups. Each document belongs
 * to one writer, so commands for it are applied in order of arrival.
 *
 * @param <S> state of the document
 */
public final class GroupCommit<S> {

    private final DocumentKind<S> kind;
    private final DocumentStore<S> store;
    private final List<Writer<S>> writers;
    private final PublicationProperties properties;
    private final AtomicLong owed;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();

    GroupCommit(
            DocumentKind<S> kind,
            DocumentStore<S> store,
            List<Writer<S>> writers,
            PublicationProperties properties,
            AtomicLong owed) {
        this.kind = kind;
        this.store = store;
        this.writers = writers;
        this.properties = properties;
        this.owed = owed;
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
