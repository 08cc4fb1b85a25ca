package org.ratsnetz.notification.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ratsnetz.notification.channel.Channel;

/**
 * Which process sends which rows of a channel. A claim holds for a lease and is prolonged while its process lives; after that anyone may take the
 * row up again, and only then: what a process writes about a row that is no longer its own is not taken.
 */
final class Claims {

    private static final String STATE = "state";
    private static final String CLAIM = "claim";

    private final MongoCollection<Document> deliveries;
    private final Channel channel;
    private final Duration lease;
    private final InstantSource clock;
    private final String process = UUID.randomUUID().toString();

    Claims(MongoCollection<Document> deliveries, Channel channel, Duration lease, InstantSource clock) {
        this.deliveries = Ledger.durable(deliveries);
        this.channel = channel;
        this.lease = lease;
        this.clock = clock;
    }

    /** Takes up to so many rows whose time has come. */
    List<Delivery> take(int most) {
        Date now = Date.from(clock.instant());
        List<String> due = new ArrayList<>();
        for (Document row : deliveries
                .find(Filters.and(Filters.lte(Ledger.NEXT, now), Filters.eq("channel", channel.name())))
                .sort(Sorts.ascending(Ledger.NEXT))
                .limit(most)
                .projection(Projections.include("_id"))) {
            due.add(row.getString("_id"));
        }
        if (due.isEmpty()) {
            return List.of();
        }
        deliveries.updateMany(
                Filters.and(Filters.in("_id", due), Filters.lte(Ledger.NEXT, now)),
                Updates.combine(
                        Updates.set(STATE, State.sending.name()),
                        Updates.set(CLAIM, process),
                        Updates.set(Ledger.NEXT, until()),
                        Updates.inc("attempts", 1)));
        List<Delivery> taken = new ArrayList<>();
        for (Document row : deliveries.find(Filters.and(Filters.in("_id", due), Filters.eq(CLAIM, process)))) {
            taken.add(Delivery.read(row));
        }
        return taken;
    }

    /** Keeps what is being sent. */
    void prolong(Collection<String> ids) {
        if (!ids.isEmpty()) {
            deliveries.updateMany(own(Filters.in("_id", ids)), Updates.set(Ledger.NEXT, until()));
        }
    }

    /**
     * What became of a row.
     *
     * @param id id
     * @param change what is different
     */
    record Change(String id, Bson change) {}

    /** Writes what became of rows; durable when it returns. */
    void write(List<Change> changes) {
        List<WriteModel<Document>> models = new ArrayList<>(changes.size());
        for (Change change : changes) {
            models.add(new UpdateOneModel<>(own(Filters.eq("_id", change.id())), change.change()));
        }
        deliveries.bulkWrite(models, new BulkWriteOptions().ordered(false));
    }

    private Bson own(Bson rows) {
        return Filters.and(rows, Filters.eq(CLAIM, process));
    }

    private Date until() {
        return Date.from(clock.instant().plus(lease));
    }
}
