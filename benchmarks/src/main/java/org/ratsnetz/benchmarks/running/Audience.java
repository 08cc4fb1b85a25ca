package org.ratsnetz.benchmarks.running;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ratsnetz.benchmarks.measure.Options;

/**
 * The whole path of bench B2 on the running platform: so many subscribers of one council, one change of it through the gateway, until
 * the ledger says that each has its mail. Subscribers are put into the notifier's database and taken out again, since their
 * confirmations would be the longer part. Options: {@code --access data/access.json}, {@code --subscribers 10000},
 * {@code --rounds 3}; each round takes another council, so that nothing is gathered.
 */
public final class Audience {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int BATCH = 10_000;

    private final Platform platform;
    private final MongoDatabase database;
    private final int count;

    private Audience(Platform platform, MongoDatabase database, int count) {
        this.platform = platform;
        this.database = database;
        this.count = count;
    }

    /** Measures. */
    public static void run(Options options, Path root) throws Exception {
        Platform platform = new Platform(root.resolve(options.text("access", "data/access.json")));
        try (MongoClient client =
                MongoClients.create(platform.access.get("mongodb").asString())) {
            Audience audience =
                    new Audience(platform, client.getDatabase("notification"), options.number("subscribers", 10_000));
            int rounds = options.number("rounds", 3);
            for (int round = 0; round < rounds; round++) {
                audience.run(platform.councils().get(round));
            }
        }
    }

    private void run(String ags) throws Exception {
        MongoCollection<Document> subscribers = database.getCollection("subscribers");
        MongoCollection<Document> deliveries = database.getCollection("deliveries");
        String tag = "bench-" + UUID.randomUUID();
        subscribe(subscribers, ags, tag);
        Bson delivered = Filters.and(
                Filters.eq("council", ags),
                Filters.gte("createdAt", Date.from(Instant.now().minusSeconds(1))),
                Filters.eq("state", "delivered"));
        long begin = System.nanoTime();
        int status = platform.patch(
                        ags, "/api/councils/" + ags, "{\"contact\":{\"phone\":\"0221 " + begin % 100_000_000 + "\"}}")
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("the change was answered with " + status);
        }
        long first = 0;
        long done = 0;
        while (done < count && System.nanoTime() - begin < LONGEST.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(50);
            done = deliveries.countDocuments(delivered);
            first = first == 0 && done > 0 ? System.nanoTime() - begin : first;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        subscribers.deleteMany(Filters.eq("bench", tag));
        System.out.printf(
                Locale.ROOT,
                "{\"subscribers\":%d,\"delivered\":%d,\"first\":%.2f,\"seconds\":%.1f,\"perSecond\":%.0f}%n",
                count,
                done,
                first / 1e9,
                seconds,
                done / seconds);
    }

    private void subscribe(MongoCollection<Document> subscribers, String ags, String tag) {
        Date before = Date.from(Instant.now().minusSeconds(60));
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < count; i++) {
            batch.add(new Document("_id", UUID.randomUUID().toString())
                    .append("bench", tag)
                    .append("channel", "EMAIL")
                    .append("address", "reader" + i + "@" + tag + ".example")
                    .append("language", "de")
                    .append(
                            "subscriptions",
                            List.of(new Document("id", String.format(Locale.ROOT, "%016x", i))
                                    .append("scope", "council:" + ags)
                                    .append("kinds", List.of("*"))
                                    .append("confirmedAt", before))));
            if (batch.size() == BATCH || i == count - 1) {
                subscribers.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
    }
}
