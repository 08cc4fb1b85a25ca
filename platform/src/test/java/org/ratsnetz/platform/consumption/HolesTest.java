package org.ratsnetz.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.parts.TestParts;

class HolesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int REQUESTS = 3;

    private final MongoClient client = MongoClients.create(TestParts.mongodbUri("holes"));
    private final MongoDatabase database = client.getDatabase("holes");
    private final MongoCollection<Document> collection = database.getCollection("holes");
    private final StateDocuments state = new StateDocuments(database.getCollection("documents"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void prepare() throws Exception {
        database.drop();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(ResyncRequest.TOPIC)) {
                admin.createTopics(List.of(new NewTopic(ResyncRequest.TOPIC, Optional.of(1), Optional.of((short) 1))))
                        .all()
                        .get();
            }
        }
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Holes holes(RecordSender sender) {
        ConsumptionProperties properties = new ConsumptionProperties(
                1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), REQUESTS, Duration.ZERO);
        return new Holes(
                collection,
                state,
                new Holes.Asking(
                        "holes",
                        "holes",
                        "/holes",
                        properties,
                        sender,
                        new ConsumptionMeters(registry, InstantSource.system()),
                        InstantSource.fixed(NOW)));
    }

    private static Document hole(String id, int requests, long secondsAgo) {
        Date then = Date.from(NOW.minusSeconds(secondsAgo));
        return new Document("_id", id)
                .append("key", "k")
                .append("since", then)
                .append("due", then)
                .append("requests", requests)
                .append("told", new Standing(1, 5).rank());
    }

    private int requests(String id) {
        return Objects.requireNonNull(collection.find(new Document("_id", id)).first())
                .getInteger("requests");
    }

    @Test
    void manyThatAreNotAskedForAnyMoreDoNotHideANewOne() {
        List<Document> old = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            old.add(hole("old" + i, REQUESTS, 10_000));
        }
        collection.insertMany(old);
        collection.insertOne(hole("new", 0, 10));
        try (RecordSender sender = new RecordSender(RecordSender.settings(List.of(TestParts.bootstrapServers())))) {
            Holes holes = holes(sender);
            holes.tick();
            assertThat(requests("new")).isEqualTo(1);
            assertThat(registry.get("ratsnetz.consumption.holes.open").gauge().value())
                    .isEqualTo(2501);
            // those behind the first thousand are found to be mended too
            state.apply(List.of(new StateDocuments.Change(
                    "old999", "k", StateDocuments.Kind.RESTATED, new Standing(1, 5), new Document(), new Document())));
            holes.tick();
            holes.tick();
            assertThat(collection.find(new Document("_id", "old999"))).isEmpty();
        }
    }

    @Test
    void aRequestThatKafkaDidNotTakeDoesNotCountAndStopsNoMending() {
        collection.insertMany(List.of(hole("a", 0, 20), hole("b", 1, 10), hole("mended", REQUESTS, 30)));
        state.apply(List.of(new StateDocuments.Change(
                "mended", "k", StateDocuments.Kind.RESTATED, new Standing(1, 5), new Document(), new Document())));
        Map<String, Object> nowhere = new HashMap<>(RecordSender.settings(List.of("127.0.0.1:1")));
        nowhere.put("max.block.ms", 200);
        try (RecordSender sender = new RecordSender(nowhere)) {
            holes(sender).tick();
        }
        assertThat(requests("a")).isZero();
        assertThat(requests("b")).isEqualTo(1);
        assertThat(collection.find(new Document("_id", "mended"))).isEmpty();
    }
}
