package org.ratsnetz.platform.publication;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.conversions.Bson;

/** One kind's collection: reads at majority, conditional bulk writes at majority with journal. */
final class DocumentStore<S> {

    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Stored<S>> durable;
    private final MongoCollection<Stored<S>> loose;
    private final MongoCollection<RawBsonDocument> encoded;
    private final StoredCodec<S> codec;

    @SuppressWarnings("unchecked") // a class literal has no type arguments
    DocumentStore(MongoDatabase database, DocumentKind<S> kind) {
        codec = new StoredCodec<>(kind, database.getCodecRegistry());
        MongoCollection<Stored<S>> collection = database.getCollection(
                        kind.collection(), (Class<Stored<S>>) (Class<?>) Stored.class)
                .withCodecRegistry(
                        CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codec), database.getCodecRegistry()))
                .withReadConcern(ReadConcern.MAJORITY);
        durable = collection.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        encoded = durable.withDocumentClass(RawBsonDocument.class);
        loose = collection.withWriteConcern(WriteConcern.W1);
        durable.createIndex(
                Indexes.ascending(StoredCodec.PENDING_SINCE),
                new IndexOptions().name("pending").sparse(true));
        index("key", "key");
    }

    void index(String name, String... fields) {
        durable.createIndex(Indexes.ascending(fields), new IndexOptions().name(name));
    }

    void index(String name, Collation collation, String... fields) {
        durable.createIndex(
                Indexes.ascending(fields), new IndexOptions().name(name).collation(collation));
    }

    /** Reads these documents as a majority has them. */
    List<Stored<S>> read(Collection<String> ids) {
        return durable.find(in("_id", ids)).into(new ArrayList<>());
    }

    List<Stored<S>> find(Bson filter, Bson sort, int limit) {
        return durable.find(filter).sort(sort).limit(limit).into(new ArrayList<>());
    }

    List<Stored<S>> find(Bson filter, Bson sort, Collation collation, int limit) {
        return durable.find(filter).sort(sort).collation(collation).limit(limit).into(new ArrayList<>());
    }

    Map<String, Long> sequences(String key) {
        Map<String, Long> sequences = new HashMap<>();
        durable.withDocumentClass(Document.class)
                .find(eq("key", key))
                .projection(Projections.include("sequence"))
                .forEach(document -> sequences.put(document.getString("_id"), document.getLong("sequence")));
        return sequences;
    }

    /** Where these documents stand; those that are not here are missing in the answer. */
    Map<String, Rank> ranks(Collection<String> ids) {
        Map<String, Rank> ranks = new HashMap<>();
        durable.withDocumentClass(Document.class)
                .find(in("_id", ids))
                .projection(Projections.include("epoch", "sequence"))
                .forEach(document -> ranks.put(
                        document.getString("_id"),
                        new Rank(document.getInteger("epoch"), document.getLong("sequence"))));
        return ranks;
    }

    /** Ids and keys of the next documents in the order of their ids. */
    Map<String, String> keysAfter(String id, int most) {
        Map<String, String> keys = new LinkedHashMap<>();
        durable.withDocumentClass(Document.class)
                .find(gt("_id", id))
                .sort(Sorts.ascending("_id"))
                .limit(most)
                .projection(Projections.include("key"))
                .forEach(document -> keys.put(document.getString("_id"), document.getString("key")));
        return keys;
    }

    /** How many there are, roughly. */
    long count() {
        return durable.estimatedDocumentCount();
    }

    /**
     * A document in its stored form.
     *
     * @throws RuntimeException when it has none, for a defect
     */
    RawBsonDocument encode(Stored<S> stored) {
        return new RawBsonDocument(stored, codec);
    }

    /**
     * Stores drafts, each only where the document still has the version it was decided on.
     *
     * @param documents what to store of each, in the same order
     * @return indexes of the drafts that lost a race; all others are durable
     */
    BitSet write(List<Draft<S>> drafts, List<RawBsonDocument> documents) {
        List<ReplaceOneModel<RawBsonDocument>> models = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            Draft<S> draft = drafts.get(i);
            models.add(new ReplaceOneModel<>(
                    and(eq("_id", draft.id()), eq("version", draft.expected())), documents.get(i), UPSERT));
        }
        try {
            encoded.bulkWrite(models, UNORDERED);
            return new BitSet();
        } catch (MongoBulkWriteException e) {
            return lost(e);
        }
    }

    private static BitSet lost(MongoBulkWriteException e) {
        BitSet lost = new BitSet();
        // without majority and journal nothing is known; with another error than the lost race it is not ours to
        // interpret
        if (e.getWriteConcernError() != null) {
            throw e;
        }
        for (BulkWriteError error : e.getWriteErrors()) {
            if (error.getCode() != DUPLICATE_KEY) {
                throw e;
            }
            lost.set(error.getIndex());
        }
        return lost;
    }

    /**
     * Takes all records out of documents that still have this version. Not a new version: whoever writes on a state from before
     * only owes again what Kafka has already, which is harmless.
     */
    void trim(Collection<Stored<S>> settled) {
        List<UpdateOneModel<Stored<S>>> models = new ArrayList<>(settled.size());
        for (Stored<S> stored : settled) {
            models.add(new UpdateOneModel<>(
                    and(eq("_id", stored.id()), eq("version", stored.version())),
                    combine(
                            set(StoredCodec.OUTBOX, List.of()),
                            set(StoredCodec.OUTBOX_BYTES, 0L),
                            unset(StoredCodec.PENDING_SINCE))));
        }
        loose.bulkWrite(models, UNORDERED);
    }

    /** Documents whose oldest owed record is older, oldest first. */
    MongoCursor<Stored<S>> pendingSinceBefore(Instant instant) {
        return durable.find(lt(StoredCodec.PENDING_SINCE, instant))
                .sort(Sorts.ascending(StoredCodec.PENDING_SINCE))
                .hintString("pending")
                .batchSize(50)
                .cursor();
    }

    /** What all documents of this kind owe. */
    Backlog backlog() {
        Document sum = durable.withDocumentClass(Document.class)
                .aggregate(List.of(
                        Aggregates.match(exists(StoredCodec.PENDING_SINCE)),
                        Aggregates.group(
                                null,
                                Accumulators.sum("documents", 1),
                                Accumulators.sum("records", new Document("$size", "$" + StoredCodec.OUTBOX)),
                                Accumulators.sum("bytes", "$" + StoredCodec.OUTBOX_BYTES),
                                Accumulators.min("oldest", "$" + StoredCodec.PENDING_SINCE))))
                .hintString("pending")
                .first();
        return sum == null
                ? Backlog.NONE
                : new Backlog(
                        sum.getInteger("documents"),
                        sum.getInteger("records"),
                        sum.getLong("bytes"),
                        sum.getDate("oldest").toInstant());
    }
}
