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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.crash.Checker;
import org.ratsnetz.platform.crash.Observed;
import org.ratsnetz.platform.crash.WriteLog;
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

    /** Faults of the log once there are none, or none that can heal, or after two minutes. */
    List<Checker.Fault> faultsOnceSettled(WriteLog log) {
        List<Checker.Fault> faults = new ArrayList<>();
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        faults.clear();
                        faults.addAll(Checker.check(observe(log)));
                        return faults.isEmpty() || faults.stream().anyMatch(Checker.Fault::isFinal);
                    });
        } catch (ConditionTimeoutException e) {
            return faults.isEmpty() ? List.of(new Checker.Fault(Checker.Kind.MISMATCH, e.getMessage())) : faults;
        }
        return faults;
    }

    /** Marks of all writes that the topic tells of. */
    Set<String> marks() {
        Set<String> marks = new HashSet<>();
        topic().values()
                .forEach(events -> events.stream()
                        .map(Observed.Event::mark)
                        .filter(Objects::nonNull)
                        .forEach(marks::add));
        return marks;
    }

    Observed observe(WriteLog log) throws IOException, InterruptedException {
        return new Observed(log.read(), topic(), database(), new Observed.View(rows(), false, null));
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
                .add(new Observed.Event(sequence, mark, 0, mandate && counts(payload.path("mandate"))));
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
