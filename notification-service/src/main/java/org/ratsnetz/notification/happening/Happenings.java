package org.ratsnetz.notification.happening;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/** All that happened, with how far the fan-out of each is. */
@Component
public class Happenings {

    /** Long after the last message about it. */
    private static final long KEPT_DAYS = 400;

    private static final String STATE = "state";
    private static final String IMPORT = "import";
    private static final String SUMMARY = "summary";

    /** Where the fan-out of one stands. */
    private enum State {
        /** Its audience is being told. */
        OPEN,
        /** Its audience has been told. */
        DONE,
        /** Waits for the end of the import it belongs to. */
        GATHERED,
        /** Is part of an import's summary. */
        SUMMARISED
    }

    private final MongoCollection<Document> happenings;

    Happenings(MongoDatabaseFactory databases) {
        MongoDatabase database = databases.getMongoDatabase();
        this.happenings = database.getCollection("happenings")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
        happenings.createIndex(
                Indexes.ascending(STATE, "recordedAt"),
                new IndexOptions()
                        .name("open")
                        .partialFilterExpression(Filters.in(STATE, State.OPEN.name(), State.GATHERED.name())));
        happenings.createIndex(
                Indexes.ascending(SUMMARY), new IndexOptions().name(SUMMARY).sparse(true));
        happenings.createIndex(
                Indexes.descending("recordedAt"),
                new IndexOptions().name("kept").expireAfter(KEPT_DAYS, TimeUnit.DAYS));
    }

    /**
     * What was seen.
     *
     * @param happening what happened
     * @param importJob the import that did it, null for a change of its own
     */
    public record Seen(Happening happening, @Nullable String importJob) {}

    /** Keeps what was not seen before; durable when it returns. */
    public void record(Collection<Seen> seen) {
        List<Document> news = seen.stream().map(Happenings::stored).toList();
        if (news.isEmpty()) {
            return;
        }
        try {
            happenings.insertMany(news, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            boolean repeated = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(error ->
                                    ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
            if (!repeated) {
                throw e;
            }
        }
    }

    private static Document stored(Seen seen) {
        Document stored = stored(seen.happening());
        return seen.importJob() == null
                ? stored.append(STATE, State.OPEN.name())
                : stored.append(STATE, State.GATHERED.name()).append(IMPORT, seen.importJob());
    }

    private static Document stored(Happening happening) {
        Document stored = new Document("_id", happening.id())
                .append("council", happening.council())
                .append("kinds", happening.kinds())
                .append("at", Date.from(happening.at()))
                .append("recordedAt", Date.from(happening.recordedAt()));
        if (happening.traceparent() != null) {
            stored.append("traceparent", happening.traceparent());
        }
        return stored.append("facts", new Document(new TreeMap<>(happening.facts())))
                .append("counts", new Document(new TreeMap<>(happening.counts())))
                .append("after", "");
    }

    /**
     * A fan-out that is not finished.
     *
     * @param happening what happened
     * @param after the last subscriber that was told, empty for none
     */
    public record Run(Happening happening, String after) {}

    /** Fan-outs that are not finished, oldest first. */
    public List<Run> open(int limit) {
        List<Run> open = new ArrayList<>();
        for (Document stored : happenings
                .find(Filters.eq(STATE, State.OPEN.name()))
                .sort(Sorts.ascending("recordedAt"))
                .limit(limit)) {
            open.add(new Run(read(stored), stored.getString("after")));
        }
        return open;
    }

    /** Remembers how far a fan-out is. */
    public void advance(String id, String after) {
        happenings.updateOne(Filters.eq("_id", id), Updates.set("after", after));
    }

    /** Its whole audience has its messages in the ledger. */
    public void done(String id) {
        happenings.updateOne(
                Filters.and(Filters.eq("_id", id), Filters.eq(STATE, State.OPEN.name())),
                Updates.combine(Updates.set(STATE, State.DONE.name()), Updates.unset("after")));
    }

    /** Tells nobody else of what is not told to all: after a restore nobody knows who was told since the backup. */
    public void giveUp() {
        happenings.updateMany(
                Filters.in(STATE, State.OPEN.name(), State.GATHERED.name()),
                Updates.combine(Updates.set(STATE, State.DONE.name()), Updates.unset("after")));
    }

    /** Those of these ids. */
    public Map<String, Happening> find(Collection<String> ids) {
        Map<String, Happening> found = new HashMap<>();
        for (Document stored : happenings.find(Filters.in("_id", ids))) {
            found.put(stored.getString("_id"), read(stored));
        }
        return found;
    }

    /** The newest that were told or are being told, newest first. */
    public List<Happening> newest(int limit) {
        List<Happening> newest = new ArrayList<>();
        for (Document stored : happenings
                .find(Filters.in(STATE, State.OPEN.name(), State.DONE.name()))
                .sort(Sorts.descending("recordedAt"))
                .limit(limit)) {
            newest.add(read(stored));
        }
        return newest;
    }

    /**
     * Makes one happening of all that an import did in a council, once no more of it has come for a while. Each step can be repeated:
     * its parts are marked with the summary's id before the summary is made, and made part of it after.
     *
     * @param quiet how long nothing more has come
     * @param now now
     */
    public void summarise(Duration quiet, Instant now) {
        List<Bson> groups = List.of(
                Aggregates.match(Filters.eq(STATE, State.GATHERED.name())),
                Aggregates.group(
                        new Document("council", "$council").append(IMPORT, "$import"),
                        Accumulators.max("last", "$recordedAt"),
                        Accumulators.max(SUMMARY, "$summary")));
        for (Document group : happenings.aggregate(groups)) {
            Instant last = group.getDate("last").toInstant();
            String begun = group.getString(SUMMARY);
            if (begun != null || last.plus(quiet).isBefore(now)) {
                Document key = group.get("_id", Document.class);
                summarise(key.getString("council"), key.getString(IMPORT), begun, now);
            }
        }
    }

    private void summarise(String council, String job, @Nullable String begun, Instant now) {
        Bson parts = Filters.and(
                Filters.eq(STATE, State.GATHERED.name()), Filters.eq("council", council), Filters.eq(IMPORT, job));
        String summary = begun == null ? council + "/imports/" + job + "#" + UUID.randomUUID() : begun;
        if (begun == null) {
            happenings.updateMany(parts, Updates.set(SUMMARY, summary));
        }
        Map<String, Integer> counts = new TreeMap<>();
        Instant at = Instant.EPOCH;
        List<Bson> byKind = List.of(
                Aggregates.match(Filters.eq(SUMMARY, summary)),
                Aggregates.group(
                        new Document("$first", "$kinds"), Accumulators.sum("count", 1), Accumulators.max("at", "$at")));
        for (Document kind : happenings.aggregate(byKind)) {
            counts.put(kind.getString("_id"), kind.getInteger("count"));
            Instant last = kind.getDate("at").toInstant();
            at = last.isAfter(at) ? last : at;
        }
        record(List.of(new Seen(
                new Happening(summary, council, List.copyOf(counts.keySet()), at, now, null, Map.of(), counts), null)));
        happenings.updateMany(
                Filters.and(Filters.eq(SUMMARY, summary), Filters.eq(STATE, State.GATHERED.name())),
                Updates.set(STATE, State.SUMMARISED.name()));
    }

    private static Happening read(Document stored) {
        Map<String, String> facts = new HashMap<>();
        stored.get("facts", Document.class).forEach((name, value) -> facts.put(name, String.valueOf(value)));
        Map<String, Integer> counts = new HashMap<>();
        stored.get("counts", Document.class).forEach((kind, count) -> counts.put(kind, ((Number) count).intValue()));
        return new Happening(
                stored.getString("_id"),
                stored.getString("council"),
                stored.getList("kinds", String.class),
                stored.getDate("at").toInstant(),
                stored.getDate("recordedAt").toInstant(),
                stored.getString("traceparent"),
                facts,
                counts);
    }
}
