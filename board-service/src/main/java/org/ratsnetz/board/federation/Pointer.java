package org.ratsnetz.board.federation;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The one document that says which generation serves, for all processes. While it holds a fence, the serving generation stands
 * still, so that the next one can be seen to be as far; a fence that is not lifted in time falls by itself.
 */
final class Pointer {

    private static final Bson ID = Filters.eq("_id", "pointer");
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    private static final Duration DEAD = Duration.ofSeconds(10);

    private final MongoCollection<Document> pointers;
    private final MongoCollection<Document> members;
    private final InstantSource clock;

    Pointer(MongoDatabase database, InstantSource clock) {
        this.pointers = durable(database.getCollection("federation"));
        this.members = durable(database.getCollection("federation_members"));
        this.clock = clock;
    }

    private static MongoCollection<Document> durable(MongoCollection<Document> collection) {
        return collection
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /**
     * What it says.
     *
     * @param active generation that serves
     * @param fence token of the fence, null when there is none
     * @param until when the fence falls
     * @param filling whether the generation began empty after a restore and has not caught up since
     */
    record Said(
            int active, @Nullable String fence, @Nullable Instant until, boolean filling) {}

    /** Reads it; the first reader of an empty database puts generation 1 there. */
    Said read() {
        Document found = pointers.find(ID).first();
        if (found == null) {
            found = Objects.requireNonNull(pointers.findOneAndUpdate(
                    ID, Updates.combine(Updates.setOnInsert("active", 1), Updates.setOnInsert("newest", 1)), AFTER));
        }
        Date until = found.getDate("until");
        return new Said(
                found.getInteger("active"),
                found.getString("fence"),
                until == null ? null : until.toInstant(),
                found.getBoolean("filling", false));
    }

    /** A number for a new generation. */
    int next() {
        return Objects.requireNonNull(pointers.findOneAndUpdate(ID, Updates.inc("newest", 1), AFTER))
                .getInteger("newest");
    }

    /** Lets a generation serve that is empty and fills up. */
    void beginAnew(int generation) {
        pointers.updateOne(
                ID,
                Updates.combine(
                        Updates.set("active", generation),
                        Updates.max("newest", generation),
                        Updates.set("filling", true),
                        Updates.unset("fence"),
                        Updates.unset("until")),
                new UpdateOptions().upsert(true));
    }

    /** It has caught up. */
    void filled() {
        pointers.updateOne(ID, Updates.unset("filling"));
    }

    /** Lets the serving generation stand still, in all processes. */
    void fence(String token, Duration longest) {
        pointers.updateOne(
                ID,
                Updates.combine(
                        Updates.set("fence", token),
                        Updates.set("until", Date.from(clock.instant().plus(longest)))));
    }

    /** Lets it go on; nothing happens when the fence is another one. */
    void lift(String token) {
        pointers.updateOne(
                Filters.and(ID, Filters.eq("fence", token)),
                Updates.combine(Updates.unset("fence"), Updates.unset("until")));
    }

    /** Lets another generation serve, if the fence still stands. */
    boolean turn(String token, int generation) {
        return pointers.updateOne(
                                Filters.and(ID, Filters.eq("fence", token)),
                                Updates.combine(
                                        Updates.set("active", generation),
                                        Updates.unset("fence"),
                                        Updates.unset("until")))
                        .getModifiedCount()
                == 1;
    }

    /** A process tells that it lives, and behind which fence it stands still. */
    void alive(String process, @Nullable String standsBehind) {
        members.updateOne(
                Filters.eq("_id", process),
                Updates.combine(Updates.set("at", Date.from(clock.instant())), Updates.set("behind", standsBehind)),
                new UpdateOptions().upsert(true));
    }

    /** A process ends. */
    void leaves(String process) {
        members.deleteOne(Filters.eq("_id", process));
    }

    /** Whether all living processes stand still behind a fence; nobody having told of himself proves nothing. */
    boolean allStandBehind(String token) {
        Date living = Date.from(clock.instant().minus(DEAD));
        List<Document> told = members.find(Filters.gte("at", living)).into(new java.util.ArrayList<>());
        return !told.isEmpty() && told.stream().allMatch(member -> token.equals(member.getString("behind")));
    }
}
