package org.ratsnetz.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.happening.Happenings;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** After a restore nothing is sent that may have been sent since the backup. */
class RestoreTest {

    private static MongoDatabase database(RunningNotification notification) {
        return notification.bean(MongoDatabaseFactory.class).getMongoDatabase();
    }

    @Test
    void whatTheBackupStillOwedIsNotSent() {
        Date now = Date.from(Instant.now());
        try (RunningNotification before = RunningNotification.start("notification-restore")) {
            Date later = Date.from(Instant.now().plus(Duration.ofMinutes(5)));
            database(before)
                    .getCollection("deliveries")
                    .insertOne(new Document("_id", "row")
                            .append("channel", "EMAIL")
                            .append("state", "created")
                            .append("attempts", 0)
                            .append("subscriber", "somebody")
                            .append("subscriptions", List.of("wish"))
                            .append("council", "05158024")
                            .append("happenings", List.of("05158024#1.1"))
                            .append("createdAt", now)
                            .append("due", later)
                            .append("next", later));
            database(before)
                    .getCollection("platform")
                    .updateOne(new Document("_id", "epoch"), Updates.set("restored", now));
        }
        try (RunningNotification after = RunningNotification.start("notification-restore")) {
            Document row = database(after).getCollection("deliveries").find().first();
            assertThat(row)
                    .isNotNull()
                    .containsEntry("state", "expired")
                    .containsEntry("code", "restored")
                    .doesNotContainKey("next");
            Happenings happenings = after.bean(Happenings.class);
            happenings.record(List.of(new Happenings.Seen(
                    new Happening(
                            "05158024#1.2",
                            "05158024",
                            List.of("council-changed"),
                            Instant.now(),
                            Instant.now(),
                            null,
                            Map.of(),
                            Map.of()),
                    "import")));
            happenings.giveUp();
            assertThat(happenings.open(10)).isEmpty();
        }
    }
}
