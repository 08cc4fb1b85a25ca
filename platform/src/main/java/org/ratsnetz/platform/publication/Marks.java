package org.ratsnetz.platform.publication;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher's database says of itself, for all processes (collection {@code platform}): its epoch, whether it was put back from
 * a backup, whether its documents are to be told again, and up to which offsets its topics are known to tell nothing that it does not
 * hold. Those offsets are written after the records before them were acknowledged, and so after their documents were durable: a database
 * that holds the mark holds the documents.
 */
final class Marks {

    private static final Bson EPOCH = Filters.eq("_id", "epoch");
    private static final Bson WATERMARK = Filters.eq("_id", "watermark");
    private static final String RESTORED = "restored";
    private static final String RAISED = "raised";
    private static final String RESTATE = "restate";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> platform;

    Marks(MongoDatabase database) {
        this.platform = database.getCollection("platform")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /**
     * A topic up to where it is known.
     *
     * @param id Kafka's id of the topic, which one that is made anew does not share
     * @param offsets by partition, the first offset that is not known
     */
    record Mark(String id, List<Long> offsets) {}

    /**
     * What is said.
     *
     * @param epoch epoch in which documents are written
     * @param restored when the database was put back, null once that is dealt with
     * @param raised whether the epoch was raised for that already
     * @param restate since when all documents are to be told again, null when they are not
     * @param lastRestore when the database was last put back, null for never
     * @param unfinished whether a restore has begun and not ended
     * @param turn how often the marks were moved
     * @param marks by topic
     */
    record Said(
            int epoch,
            @Nullable Instant restored,
            boolean raised,
            @Nullable Instant restate,
            @Nullable Instant lastRestore,
            boolean unfinished,
            long turn,
            Map<String, Mark> marks) {}

    /** The epoch, 1 in a database that is new. */
    int begin() {
        return Objects.requireNonNull(platform.findOneAndUpdate(
                        EPOCH,
                        Updates.setOnInsert("epoch", 1),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)))
                .getInteger("epoch");
    }

    Said read() {
        Map<String, Document> all = new HashMap<>();
        platform.find(Filters.in("_id", "epoch", "watermark", "restore"))
                .forEach(document -> all.put(document.getString("_id"), document));
        Document epoch = all.getOrDefault("epoch", new Document());
        Document watermark = all.getOrDefault("watermark", new Document());
        Map<String, Mark> marks = new HashMap<>();
        watermark
                .getList("topics", Document.class, List.of())
                .forEach(topic -> marks.put(
                        topic.getString("topic"),
                        new Mark(topic.getString("id"), topic.getList("offsets", Long.class, List.of()))));
        return new Said(
                epoch.getInteger("epoch", 1),
                instant(epoch, RESTORED),
                epoch.getBoolean(RAISED, false),
                instant(epoch, RESTATE),
                instant(epoch, "lastRestore"),
                all.containsKey("restore"),
                Optional.ofNullable(watermark.getLong("turn")).orElse(0L),
                marks);
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    /** Raises the epoch after a restore; false when another process has done so. */
    boolean raise(int from, int to) {
        return platform.updateOne(
                                Filters.and(
                                        EPOCH,
                                        Filters.eq("epoch", from),
                                        Filters.exists(RESTORED),
                                        Filters.exists(RAISED, false)),
                                Updates.combine(Updates.set("epoch", to), Updates.set(RAISED, true)))
                        .getModifiedCount()
                == 1;
    }

    /** The restore is dealt with, but for telling all documents. */
    void settled(Instant restored, Instant now) {
        platform.updateOne(
                Filters.and(EPOCH, Filters.exists(RESTORED)),
                Updates.combine(
                        Updates.unset(RESTORED),
                        Updates.unset(RAISED),
                        Updates.set("lastRestore", Date.from(restored)),
                        Updates.set(RESTATE, Date.from(now))));
    }

    /** The database as it is counts as put back now. */
    void accept(Instant now) {
        platform.updateOne(Filters.and(EPOCH, Filters.exists(RESTORED, false)), Updates.set(RESTORED, Date.from(now)));
    }

    /** All documents are to be told again. */
    void wantRestating(Instant now) {
        platform.updateOne(Filters.and(EPOCH, Filters.exists(RESTATE, false)), Updates.set(RESTATE, Date.from(now)));
    }

    /** All documents have been told again, as was wanted at that time. */
    void restated(Instant wanted) {
        platform.updateOne(Filters.and(EPOCH, Filters.eq(RESTATE, Date.from(wanted))), Updates.unset(RESTATE));
    }

    /** Moves the marks; false when another process has. */
    boolean move(long turn, Map<String, Mark> marks) {
        List<Document> topics = new ArrayList<>();
        marks.forEach((topic, mark) ->
                topics.add(new Document("topic", topic).append("id", mark.id()).append("offsets", mark.offsets())));
        Bson change = Updates.combine(Updates.set("topics", topics), Updates.inc("turn", 1L), Updates.inc("beat", 1L));
        if (turn == 0) {
            return moveFirst(change);
        }
        return platform.updateOne(Filters.and(WATERMARK, Filters.eq("turn", turn)), change)
                        .getModifiedCount()
                == 1;
    }

    private boolean moveFirst(Bson change) {
        try {
            platform.updateOne(Filters.and(WATERMARK, Filters.exists("turn", false)), change, UPSERT);
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getError().getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** A process of this service lives: nobody may put a backup back now. */
    void beat() {
        platform.updateOne(WATERMARK, Updates.inc("beat", 1L), UPSERT);
    }
}
