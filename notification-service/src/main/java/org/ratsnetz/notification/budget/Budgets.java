package org.ratsnetz.notification.budget;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/** Counters of a day (24 hours from their first use), shared by all processes. */
@Component
public class Budgets {

    private static final Duration DAY = Duration.ofDays(1);

    private final MongoCollection<Document> budgets;
    private final InstantSource clock;

    Budgets(MongoDatabaseFactory databases, InstantSource clock) {
        this.budgets = databases.getMongoDatabase().getCollection("budgets");
        this.clock = clock;
        budgets.createIndex(
                Indexes.ascending("until"), new IndexOptions().name("until").expireAfter(0L, TimeUnit.SECONDS));
    }

    /**
     * Takes some of a budget.
     *
     * @param name whose it is; holds no address
     * @param amount how much
     * @param most how much there is in a day
     * @return false when not so much is left; then nothing was taken
     */
    public boolean spend(String name, int amount, int most) {
        if (amount > most) {
            return false;
        }
        Instant now = clock.instant();
        budgets.deleteOne(Filters.and(Filters.eq("_id", name), Filters.lte("until", Date.from(now))));
        Bson enough = Filters.and(Filters.eq("_id", name), Filters.lte("spent", most - amount));
        Bson taken =
                Updates.combine(Updates.inc("spent", amount), Updates.setOnInsert("until", Date.from(now.plus(DAY))));
        try {
            budgets.updateOne(enough, taken, new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // it is there: either not enough is left, or another made it just now
            return budgets.updateOne(enough, Updates.inc("spent", amount)).getModifiedCount() == 1;
        }
    }

    /** When a budget is full again. */
    public Duration full(String name) {
        Document budget = budgets.find(Filters.eq("_id", name)).first();
        return budget == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), budget.getDate("until").toInstant());
    }
}
