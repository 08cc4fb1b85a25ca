package org.ratsnetz.notification.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.subscription.ConfirmationPost;
import org.ratsnetz.notification.subscription.Confirmations;

/**
 * What is owed to whom. A person gets a happening once (unique index over person and happening), at once when the last message about
 * the council is long enough ago, else gathered into the next one.
 */
public final class Ledger implements ConfirmationPost {

    private static final String SUBSCRIBER = "subscriber";
    private static final String HAPPENINGS = "happenings";
    private static final String COUNCIL = "council";
    private static final String STATE = "state";
    private static final String DUE = "due";
    /** When something is to be done with a row; only rows that are not at their end have it. */
    static final String NEXT = "next";

    private static final int MOST_ROUNDS = 5;

    private final MongoCollection<Document> deliveries;
    private final DeliveryProperties properties;
    private final InstantSource clock;
    private final Runnable owed;

    /** @param owed told when there is something to send */
    Ledger(MongoCollection<Document> deliveries, DeliveryProperties properties, InstantSource clock, Runnable owed) {
        this.deliveries = durable(deliveries);
        this.properties = properties;
        this.clock = clock;
        this.owed = owed;
        index(deliveries, properties);
    }

    static MongoCollection<Document> durable(MongoCollection<Document> deliveries) {
        return deliveries
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
    }

    private static void index(MongoCollection<Document> deliveries, DeliveryProperties properties) {
        deliveries.createIndex(
                Indexes.ascending(HAPPENINGS, SUBSCRIBER),
                new IndexOptions().name("once").unique(true).partialFilterExpression(Filters.exists(SUBSCRIBER)));
        deliveries.createIndex(
                Indexes.ascending(SUBSCRIBER, COUNCIL, DUE),
                new IndexOptions().name("gathering").partialFilterExpression(Filters.exists(SUBSCRIBER)));
        deliveries.createIndex(
                Indexes.ascending(NEXT), new IndexOptions().name(NEXT).partialFilterExpression(Filters.exists(NEXT)));
        deliveries.createIndex(
                Indexes.descending("createdAt"),
                new IndexOptions().name("kept").expireAfter(properties.keep().toSeconds(), TimeUnit.SECONDS));
    }

    /**
     * Someone who is to be told.
     *
     * @param subscriber id
     * @param channel the subscriber's channel
     * @param subscriptions ids of the wishes that ask for it
     */
    public record Entry(String subscriber, Channel channel, List<String> subscriptions) {}

    /** Enters what is owed to each of these; whoever has it in the ledger already is passed over. Durable when it returns. */
    public void owe(Happening happening, List<Entry> entries) {
        Instant now = clock.instant();
        List<Entry> left = entries;
        for (int round = 0; !left.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException(
                        "messages about " + happening.id() + " are sent faster than others can be gathered into them");
            }
            left = enter(happening, left, now);
        }
        owed.run();
    }

    /** @return whose message was sent before this could be gathered into it */
    private List<Entry> enter(Happening happening, List<Entry> entries, Instant now) {
        Map<String, Document> last = lastMessages(happening, entries, now);
        List<WriteModel<Document>> inserts = new ArrayList<>();
        List<WriteModel<Document>> appends = new ArrayList<>();
        List<Entry> appended = new ArrayList<>();
        for (Entry entry : entries) {
            Document before = last.get(entry.subscriber());
            if (before == null) {
                inserts.add(new InsertOneModel<>(row(happening, entry, now, now)));
            } else if (!before.getList(HAPPENINGS, String.class).contains(happening.id())) {
                Instant due = before.getDate(DUE).toInstant();
                if (due.isAfter(now) && State.created.name().equals(before.getString(STATE))) {
                    appends.add(append(happening, entry, before.getString("_id")));
                    appended.add(entry);
                } else {
                    Instant next = due.plus(properties.gather());
                    inserts.add(new InsertOneModel<>(row(happening, entry, now, next.isBefore(now) ? now : next)));
                }
            }
        }
        write(inserts);
        return write(appends) == appends.size() ? List.of() : appended;
    }

    /** The newest message about this council to each of these that began within the time of gathering, or is to be sent later. */
    private Map<String, Document> lastMessages(Happening happening, List<Entry> entries, Instant now) {
        Map<String, Document> last = new HashMap<>();
        List<String> ids = entries.stream().map(Entry::subscriber).toList();
        for (Document row : deliveries
                .find(Filters.and(
                        Filters.in(SUBSCRIBER, ids),
                        Filters.eq(COUNCIL, happening.council()),
                        Filters.gt(DUE, Date.from(now.minus(properties.gather())))))
                .projection(Projections.include(SUBSCRIBER, HAPPENINGS, STATE, DUE))) {
            last.merge(row.getString(SUBSCRIBER), row, (one, other) -> newer(one, other, happening.id()));
        }
        return last;
    }

    private static Document newer(Document one, Document other, String happening) {
        if (one.getList(HAPPENINGS, String.class).contains(happening)) {
            return one;
        }
        return one.getDate(DUE).toInstant().isAfter(other.getDate(DUE).toInstant())
                        && !other.getList(HAPPENINGS, String.class).contains(happening)
                ? one
                : other;
    }

    private static UpdateOneModel<Document> append(Happening happening, Entry entry, String row) {
        return new UpdateOneModel<>(
                Filters.and(
                        Filters.eq("_id", row),
                        Filters.eq(STATE, State.created.name()),
                        Filters.ne(HAPPENINGS, happening.id())),
                Updates.combine(
                        Updates.push(HAPPENINGS, happening.id()),
                        Updates.addEachToSet("subscriptions", entry.subscriptions())));
    }

    private static Document row(Happening happening, Entry entry, Instant now, Instant due) {
        return row(entry.channel(), now, due)
                .append(SUBSCRIBER, entry.subscriber())
                .append("subscriptions", entry.subscriptions())
                .append(COUNCIL, happening.council())
                .append(HAPPENINGS, List.of(happening.id()));
    }

    private static Document row(Channel channel, Instant now, Instant due) {
        return new Document("_id", UuidCreator.getTimeOrderedEpoch().toString())
                .append("channel", channel.name())
                .append(STATE, State.created.name())
                .append("attempts", 0)
                .append("createdAt", Date.from(now))
                .append(DUE, Date.from(due))
                .append(NEXT, Date.from(due));
    }

    /** @return how many were written; one that the ledger has already is not */
    private int write(List<WriteModel<Document>> models) {
        if (models.isEmpty()) {
            return 0;
        }
        try {
            var done = deliveries.bulkWrite(models, new BulkWriteOptions().ordered(false));
            return done.getInsertedCount() + done.getModifiedCount();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() == null && e.getWriteErrors().stream().allMatch(Ledger::known)) {
                return e.getWriteResult().getInsertedCount()
                        + e.getWriteResult().getModifiedCount();
            }
            throw e;
        }
    }

    private static boolean known(BulkWriteError error) {
        return ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** Ends what is owed without sending it: after a restore nobody knows what of it was sent since the backup. */
    public void giveUp() {
        deliveries.updateMany(Filters.exists(NEXT), Ending.expired("restored", clock.instant()));
    }

    @Override
    public void send(Confirmations.Confirmation confirmation) {
        Instant now = clock.instant();
        deliveries.insertOne(
                row(confirmation.recipient().channel(), now, now).append("confirmation", confirmation.id()));
        owed.run();
    }
}
