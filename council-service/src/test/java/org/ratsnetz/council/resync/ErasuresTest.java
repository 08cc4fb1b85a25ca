package org.ratsnetz.council.resync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ratsnetz.council.Office.json;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ratsnetz.council.Office;
import org.ratsnetz.council.Topics;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.publication.Publication;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Whom someone has erased since a backup does not come back by a restore. */
class ErasuresTest {

    private static final String AGS = "05158020";
    private static final List<String> COLLECTIONS = List.of("councils", "mandates", "platform");

    private static MongoDatabase database(Office office) {
        return office.service().context().getBean(MongoDatabaseFactory.class).getMongoDatabase();
    }

    private static String entered(Office office, String name) {
        String id = json(office.send(
                        "POST", "/api/councils/" + AGS + "/mandates", office.council(AGS), """
                {"person":{"name":"%s","gender":"female"},"kind":"elected","begin":"2025-11-01"}""".formatted(name)))
                .path("id")
                .asString();
        return "/api/councils/" + AGS + "/mandates/" + id;
    }

    private static @Nullable String name(Office office, String mandate) {
        return json(office.get(mandate)).path("person").path("name").asString(null);
    }

    private static void awaitTold(Office office) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database(office)
                                .getCollection("mandates")
                                .countDocuments(new Document("pendingSince", new Document("$exists", true)))
                        == 0);
    }

    private static List<ConsumerRecord<String, byte[]>> told(String mandate) {
        return Topics.read(PersonFacts.TOPIC, AGS + "/" + mandate.substring(mandate.lastIndexOf('/') + 1));
    }

    @Test
    void whomSomeoneHasErasedSinceTheBackupStaysErased() {
        String withdrawn;
        String replaced;
        String corrected;
        String untouched;
        Map<String, List<Document>> backup = new HashMap<>();
        try (Office office = Office.open("council-erasures")) {
            assertThat(office.register(AGS).statusCode()).isEqualTo(201);
            withdrawn = entered(office, "Ada Fort");
            replaced = entered(office, "Bea Fort");
            corrected = entered(office, "Cem Alt");
            untouched = entered(office, "Dana Da");
            awaitTold(office);
            COLLECTIONS.forEach(name ->
                    backup.put(name, database(office).getCollection(name).find().into(new ArrayList<>())));
            office.send("DELETE", withdrawn, office.council(AGS), "", "If-Match", "*");
            office.patch(replaced, office.council(AGS), "{\"person\":{\"name\":\"(gelöscht)\",\"gender\":null}}");
            office.patch(corrected, office.council(AGS), "{\"person\":{\"name\":\"Cem Neu\"}}");
            awaitTold(office);
            backup.forEach((name, documents) -> {
                database(office).getCollection(name).deleteMany(new Document());
                database(office).getCollection(name).insertMany(documents);
            });
            database(office)
                    .getCollection("platform")
                    .updateOne(new Document("_id", "epoch"), Updates.set("restored", Date.from(Instant.now())));
        }
        try (Office office = Office.open("council-erasures")) {
            int epoch = office.service().context().getBean(Publication.class).epoch();
            assertThat(epoch).isGreaterThan(1);
            assertThat(json(office.get(withdrawn)).path("state").asString()).isEqualTo("withdrawn");
            assertThat(name(office, withdrawn)).isNull();
            assertThat(name(office, replaced)).isEqualTo("(gelöscht)");
            assertThat(name(office, corrected)).as("a correction is no erasure").isEqualTo("Cem Alt");
            assertThat(name(office, untouched)).isEqualTo("Dana Da");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> told(untouched).stream()
                            .anyMatch(record -> Envelope.read(record.headers()).epoch() == epoch));
            awaitTold(office);
            for (String mandate : List.of(withdrawn, replaced)) {
                assertThat(told(mandate))
                        .filteredOn(record -> Envelope.read(record.headers()).epoch() == epoch)
                        .as("the name is not told again")
                        .isNotEmpty()
                        .noneMatch(record -> record.value() != null
                                && new String(record.value(), StandardCharsets.UTF_8).contains("Fort"));
            }
            String task = json(office.service()
                            .send(office.service()
                                    .request(
                                            "/api/operations/councils/tasks",
                                            office.service()
                                                    .tokens()
                                                    .role(org.ratsnetz.platform.security.Role.OPERATOR))))
                    .path("items")
                    .path(0)
                    .path("kind")
                    .asString();
            assertThat(task).isEqualTo("restate");
        }
    }
}
