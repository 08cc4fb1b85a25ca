package org.ratsnetz.standalone.crash;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.standalone.journey.RunningPlatform;
import tools.jackson.databind.JsonNode;

/** Looks at topic, database and read model of a platform, with nobody's code but the clients'. */
final class Witness {

    private static final String TOPIC = "council-events";
    private static final Set<String> SEATS = Set.of("elected", "council");

    private final RunningPlatform platform;

    Witness(RunningPlatform platform) {
        this.platform = platform;
    }

    Observed observe(WriteLog log) throws IOException, InterruptedException {
        return new Observed(log.attempts(), log.accepted(), topic(), database(), rows());
    }

    private Map<String, List<Observed.Event>> topic() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", platform.access().path("kafka").asString(), "auto.offset.reset", "earliest");
        Map<String, List<Observed.Event>> events = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(500)).forEach(row -> note(row, events));
            }
        }
        return events;
    }

    private static void note(ConsumerRecord<byte[], byte[]> row, Map<String, List<Observed.Event>> events) {
        String type = header(row, "ce_type");
        long sequence = Long.parseLong(header(row, "ce_sequence"));
        if (sequence == 0 || type.endsWith("-restated")) {
            return;
        }
        JsonNode payload = RunningPlatform.JSON.readTree(row.value());
        boolean mandate = payload.has("mandate");
        String mark = mandate
                ? payload.path("mandate").path("list").asString(null)
                : payload.path("council").path("committee").path("label").asString(null);
        events.computeIfAbsent(header(row, "ce_subject"), document -> new ArrayList<>())
                .add(new Observed.Event(sequence, mark, mandate && counts(payload.path("mandate"))));
    }

    /** The same rule as the federation's: elected and council mandates that live today. */
    private static boolean counts(JsonNode mandate) {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        LocalDate begin = LocalDate.parse(mandate.path("begin").asString());
        String end = mandate.path("end").asString("");
        boolean over = !end.isEmpty() && today.isAfter(LocalDate.parse(end));
        return SEATS.contains(mandate.path("kind").asString())
                && !"withdrawn".equals(mandate.path("state").asString())
                && !today.isBefore(begin)
                && !over;
    }

    private static String header(ConsumerRecord<byte[], byte[]> row, String name) {
        Header header = row.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private Map<String, Observed.State> database() {
        Map<String, Observed.State> states = new HashMap<>();
        try (MongoClient client =
                MongoClients.create(platform.access().path("mongodb").asString())) {
            for (String name : List.of("councils", "mandates")) {
                MongoCollection<Document> documents =
                        client.getDatabase("council").getCollection(name);
                documents.find().forEach(document -> states.put(document.getString("_id"), state(document)));
            }
        }
        return states;
    }

    private static Observed.State state(Document document) {
        List<?> outbox = document.getList("outbox", Object.class, List.of());
        Document facts = document.getEmbedded(List.of("state", "facts"), Document.class);
        return new Observed.State(document.getLong("sequence"), mark(facts), outbox.size());
    }

    private static @Nullable String mark(Document facts) {
        return facts.containsKey("committee")
                ? facts.getEmbedded(List.of("committee", "label"), String.class)
                : facts.getString("list");
    }

    private Map<String, Observed.Row> rows() throws IOException, InterruptedException {
        Map<String, Observed.Row> rows = new HashMap<>();
        JsonNode page = RunningPlatform.JSON.readTree(
                platform.get("/api/federation/councils?limit=200").body());
        for (JsonNode item : page.path("items")) {
            rows.put(
                    item.path("ags").asString(),
                    new Observed.Row(
                            item.path("committee").path("label").asString(null),
                            item.path("seats").path("filled").asLong()));
        }
        return rows;
    }
}
