package org.ratsnetz.notification.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Recipients to whom nothing is sent, since they were refused for good. Known by a keyed digest only. */
final class Suppressions {

    private final MongoCollection<Document> suppressions;
    private final Duration length;
    private final InstantSource clock;

    Suppressions(MongoCollection<Document> suppressions, Duration length, InstantSource clock) {
        this.suppressions = suppressions;
        this.length = length;
        this.clock = clock;
        suppressions.createIndex(
                Indexes.ascending("until"), new IndexOptions().name("until").expireAfter(0L, TimeUnit.SECONDS));
    }

    /** Sends nothing there for a while. */
    void add(String digest, String code) {
        Instant now = clock.instant();
        suppressions.updateOne(
                Filters.eq("_id", digest),
                Updates.combine(
                        Updates.set("code", code),
                        Updates.set("since", Date.from(now)),
                        Updates.set("until", Date.from(now.plus(length)))),
                new UpdateOptions().upsert(true));
    }

    /** Those of these to whom nothing is sent. */
    Set<String> among(Collection<String> digests) {
        Set<String> found = new HashSet<>();
        for (Document stored : suppressions.find(
                Filters.and(Filters.in("_id", digests), Filters.gt("until", Date.from(clock.instant()))))) {
            found.add(stored.getString("_id"));
        }
        return found;
    }
}
