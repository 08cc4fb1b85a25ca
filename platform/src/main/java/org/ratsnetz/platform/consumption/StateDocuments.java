package org.ratsnetz.platform.consumption;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;

/**
 * The documents of a read model, each with the numbers of the events it was made from, written only where those numbers still are
 * what they were when the write was decided: a repetition, a late event or a process that only thinks it is in the group changes
 * nothing.
 *
 * <p>A document has two lanes. Events come in their sequence and only the next one is taken ({@link #RANK}). Facts beside it are
 * taken when they are not older than the last ({@link #FACT_RANK}); they may come before the document itself.
 */
public final class StateDocuments {

    /** Field: {@link Standing#rank()} of the last event, 0 where none was applied. */
    public static final String RANK = "rank";

    /** Field: one more than the {@link Standing#rank()} of the last fact, 0 where there was none. */
    public static final String FACT_RANK = "factRank";

    private static final int DUPLICATE_KEY = 11000;
    private static final int TRIES = 10;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> documents;
    private final Rule rule;

    public StateDocuments(MongoCollection<Document> documents) {
        this(documents, Sequencing::event);
    }

    StateDocuments(MongoCollection<Document> documents, Rule rule) {
        this.documents = documents.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.rule = rule;
    }

    /** How events are let in; only a test has another one than {@link Sequencing#event}. */
    interface Rule {
        Sequencing decide(Standing last, Standing told);
    }

    /** How a change wants to be let in. */
    public enum Kind {
        /** The next event of the document. */
        EVENT,
        /** The whole state of the document, told again. */
        RESTATED,
        /** A fact beside the document's events. */
        FACT
    }

    /**
     * A wish to change a document.
     *
     * @param document id of the document
     * @param key record key, the AGS of the council
     * @param kind how it wants to be let in
     * @param told what it stands for
     * @param fields fields to set, nulls included
     * @param newer fields to set only when it stands for more than the document does
     */
    public record Change(String document, String key, Kind kind, Standing told, Document fields, Document newer) {}

    /**
     * An event that could not be applied.
     *
     * @param document id of the document
     * @param key record key
     * @param told what the event stands for
     */
    public record Hole(String document, String key, Standing told) {}

    /**
     * What became of a batch.
     *
     * @param applied changes that were written
     * @param dropped changes that were not newer
     * @param conflicts documents that someone else wrote meanwhile and that were decided again
     * @param holes events that could not be applied
     */
    public record Applied(int applied, int dropped, int conflicts, List<Hole> holes) {}

    /**
     * Applies changes in their order and returns when a majority has them in its journal.
     *
     * @throws com.mongodb.MongoException when that is not known; the same batch may be applied again
     */
    public Applied apply(List<Change> changes) {
        Tally tally = new Tally();
        List<Change> left = changes;
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            left = attempt(left, tally);
        }
        if (!left.isEmpty()) {
            throw new Outage("documents are contended", new IllegalStateException(left.size() + " changes are left"));
        }
        return new Applied(tally.applied, tally.dropped, tally.conflicts, List.copyOf(tally.holes));
    }

    private List<Change> attempt(List<Change> changes, Tally tally) {
        Map<String, Fold> folds = read(changes);
        changes.forEach(
                change -> Objects.requireNonNull(folds.get(change.document())).take(change, rule));
        List<Fold> written = folds.values().stream().filter(Fold::changed).toList();
        List<Integer> lost = write(written);
        for (int index : lost) {
            folds.remove(written.get(index).id);
        }
        folds.values().forEach(tally::add);
        tally.conflicts += lost.size();
        return lost.isEmpty()
                ? List.of()
                : changes.stream()
                        .filter(change -> !folds.containsKey(change.document()))
                        .toList();
    }

    private Map<String, Fold> read(List<Change> changes) {
        Map<String, Fold> folds = new LinkedHashMap<>();
        changes.forEach(change -> folds.computeIfAbsent(change.document(), id -> new Fold(id, change.key())));
        Map<String, Ranks> here = ranks(folds.keySet());
        folds.values().forEach(fold -> fold.found(here.get(fold.id)));
        return folds;
    }

    /** The numbers of a document as read. */
    record Ranks(long rank, long factRank) {}

    private Map<String, Ranks> ranks(Collection<String> ids) {
        Map<String, Ranks> ranks = new HashMap<>();
        documents
                // what a minority has may be gone after an election: nothing may be dropped for it
                .withReadConcern(ReadConcern.MAJORITY)
                .find(Filters.in("_id", ids))
                .projection(Projections.include(RANK, FACT_RANK))
                .batchSize(ids.size() + 1)
                .forEach(found ->
                        ranks.put(found.getString("_id"), new Ranks(found.getLong(RANK), found.getLong(FACT_RANK))));
        return ranks;
    }

    /** Where documents stand; those that are not here are missing in the answer. */
    public Map<String, Standing> standings(Collection<String> ids) {
        Map<String, Standing> standings = new HashMap<>();
        ranks(ids).forEach((id, ranks) -> standings.put(id, Standing.ofRank(ranks.rank())));
        return standings;
    }

    /** Writes, and tells which were lost to someone else. */
    private List<Integer> write(List<Fold> folds) {
        if (folds.isEmpty()) {
            return List.of();
        }
        List<WriteModel<Document>> writes = new ArrayList<>(folds.size());
        folds.forEach(fold -> writes.add(fold.write()));
        try {
            documents.bulkWrite(writes, UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                throw e;
            }
            return e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
        }
    }

    private static final class Tally {
        private int applied;
        private int dropped;
        private int conflicts;
        private final List<Hole> holes = new ArrayList<>();

        private void add(Fold fold) {
            applied += fold.applied();
            dropped += fold.dropped();
            holes.addAll(fold.holes());
        }
    }
}
