package org.ratsnetz.board.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.Http;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.platform.consumption.DeadLetter;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

class PoisonTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final String DEAD = Hearing.deadLetterTopic(CouncilEvent.TOPIC, Generations.GROUP);
    private static final String AGS = "05910001";

    private final RunningBoard board = RunningBoard.shared();
    private final FederationView view = board.bean(FederationView.class);

    private static Envelope envelope(String type) {
        return Told.envelope(type, AGS, 1, 1, TIME);
    }

    private static ProducerRecord<byte[], byte[]> record(Envelope envelope, byte[] value) {
        return Told.record(CouncilEvent.TOPIC, AGS, envelope, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each with what its reason must say. */
    private static Map<ProducerRecord<byte[], byte[]>, String> corpus() {
        byte[] good = WireJson.write(Samples.registered(AGS));
        Map<ProducerRecord<byte[], byte[]>, String> corpus = new LinkedHashMap<>();
        corpus.put(record(envelope("council-registered"), bytes("{\"council\": ")), "");
        corpus.put(record(envelope("council-registered"), new byte[] {0, 1, 2, (byte) 0xff}), "");
        corpus.put(record(envelope("council-registered"), bytes("[]")), "");
        corpus.put(record(envelope("council-registered"), bytes("{}")), "/council is missing");
        corpus.put(record(envelope("council-dissolved"), good), "unknown type council-dissolved");
        corpus.put(record(envelope("council-registered"), bytes(" ".repeat(1_000_000))), "1000000 bytes");
        corpus.put(
                record(envelope("council-registered"), bytes("{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}")),
                "epth");
        corpus.put(Told.record(CouncilEvent.TOPIC, AGS, envelope("council-registered"), null), "no value");
        corpus.put(
                Told.record(
                        CouncilEvent.TOPIC,
                        "05910002",
                        Told.envelope("council-registered", "05910002", 1, 1, TIME),
                        good),
                "key is not the one");
        corpus.put(
                record(Told.envelope("council-registered", "05910002", 1, 1, TIME), good),
                "does not belong to the record's key");
        corpus.put(
                record(Told.envelope("council-registered", AGS + "/m1", 1, 1, TIME), good),
                "not the document that the payload tells of");
        corpus.put(wrongVersion(good), "ce_specversion is 2.0");
        corpus.put(new ProducerRecord<>(CouncilEvent.TOPIC, bytes(AGS), good), "ce_specversion is missing");
        return corpus;
    }

    private static ProducerRecord<byte[], byte[]> wrongVersion(byte[] value) {
        ProducerRecord<byte[], byte[]> record = record(envelope("council-registered"), value);
        record.headers().remove("ce_specversion").add("ce_specversion", bytes("2.0"));
        return record;
    }

    @Test
    void poisonIsSetAsideWithItsBytesAndCauseAndTheNextRecordIsTaken() {
        Map<ProducerRecord<byte[], byte[]>, String> corpus = corpus();
        String good = "05910003";
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(corpus.keySet());
        all.add(Told.event(good, 1, TIME, Samples.registered(good)));
        List<RecordMetadata> places = Told.tell(all);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(view.latest().rows()).containsKey(good));
        assertThat(view.latest().rows()).doesNotContainKeys(AGS, "05910002");
        await().untilAsserted(() -> {
            List<ConsumerRecord<byte[], byte[]>> dead = Told.read(DEAD);
            int i = 0;
            for (var poison : corpus.entrySet()) {
                RecordMetadata place = places.get(i++);
                ConsumerRecord<byte[], byte[]> letter = dead.stream()
                        .filter(record -> from(record, place))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not set aside: " + place));
                assertThat(letter.value()).isEqualTo(poison.getKey().value());
                assertThat(letter.key()).isEqualTo(poison.getKey().key());
                assertThat(DeadLetter.read(letter.headers()).reason()).contains(poison.getValue());
                assertThat(DeadLetter.original(letter.headers()))
                        .containsExactlyElementsOf(
                                List.of(poison.getKey().headers().toArray()));
            }
        });
    }

    private static boolean from(ConsumerRecord<byte[], byte[]> record, RecordMetadata place) {
        DeadLetter letter = DeadLetter.read(record.headers());
        return letter.partition() == place.partition() && letter.offset() == place.offset();
    }

    @Test
    void anOperatorPutsARecordBackOnceItCanBeRead() {
        String ags = "05910004";
        Envelope unknown = Told.envelope("council-adopted", ags, 1, 1, TIME);
        RecordMetadata place = Told.tell(
                        Told.record(CouncilEvent.TOPIC, ags, unknown, WireJson.write(Samples.registered(ags))))
                .getFirst();
        Http operator = board.operator();
        await().untilAsserted(() -> assertThat(letter(operator, place)).isNotNull());
        JsonNode letter = Objects.requireNonNull(letter(operator, place));
        assertThat(letter.get("reason").asString()).isEqualTo("unknown type council-adopted");
        assertThat(letter.get("group").asString()).isEqualTo(Generations.GROUP);
        assertThat(letter.get("original").asString()).contains("Musterstadt " + ags);
        String path =
                "/api/operations/federation/dead-letters/" + letter.get("id").asString();
        assertThat(operator.json(path).get("size").asInt()).isPositive();
        var answer = operator.post(path + "/replay", "");
        assertThat(answer.statusCode()).isEqualTo(202);
        String task = answer.headers().firstValue("Location").orElseThrow();
        assertThat(operator.json(task).get("state").asString()).isEqualTo("done");
        // still unknown: it comes back from the replay topic, and the document is asked for
        await().untilAsserted(() -> assertThat(Told.read(DEAD))
                .map(record -> DeadLetter.read(record.headers()))
                .anyMatch(again -> again.topic().equals(Hearing.replayTopic(CouncilEvent.TOPIC, Generations.GROUP))));
        assertThat(Told.read(ResyncRequest.TOPIC))
                .map(record -> WireJson.read(record.value(), ResyncRequest.class))
                .contains(new ResyncRequest(ags, ags, Generations.GROUP));
        // a record that can be read is applied from there
        String replay = Hearing.replayTopic(CouncilEvent.TOPIC, Generations.GROUP);
        Told.tell(Told.record(
                replay,
                ags,
                Told.envelope("council-registered", ags, 1, 1, TIME),
                WireJson.write(Samples.registered(ags))));
        await().untilAsserted(() -> assertThat(view.latest().rows()).containsKey(ags));
    }

    @Test
    void aRecordThatFillsItsTopicIsSetAsideInPartAndCannotBePutBack() {
        String ags = "05910005";
        RecordMetadata place = tellAsMuchAsFits(ags);
        Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(view.latest().rows()).containsKey(ags));
        Http operator = board.operator();
        await().untilAsserted(() -> assertThat(letter(operator, place)).isNotNull());
        JsonNode letter = Objects.requireNonNull(letter(operator, place));
        assertThat(letter.get("truncated").asBoolean()).isTrue();
        assertThat(letter.get("reason").asString()).isEqualTo("the record has no value");
        var answer = operator.post(
                "/api/operations/federation/dead-letters/" + letter.get("id").asString() + "/replay", "");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("truncated-letter", CouncilEvent.TOPIC);
    }

    private static RecordMetadata tellAsMuchAsFits(String ags) {
        for (int size = 1_048_500; ; size -= 50) {
            byte[] noise = new byte[size];
            new Random(1).nextBytes(noise);
            ProducerRecord<byte[], byte[]> record =
                    Told.record(CouncilEvent.TOPIC, ags, Told.envelope("council-registered", ags, 1, 1, TIME), null);
            record.headers().add("noise", noise);
            try {
                return Told.tell(record).getFirst();
            } catch (IllegalStateException e) {
                assertThat(e).hasRootCauseInstanceOf(RecordTooLargeException.class);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable JsonNode letter(Http operator, RecordMetadata place) {
        for (JsonNode letter :
                operator.json("/api/operations/federation/dead-letters").get("items")) {
            if (letter.get("partition").asInt() == place.partition()
                    && letter.get("offset").asLong() == place.offset()
                    && letter.get("topic").asString().equals(place.topic())) {
                return letter;
            }
        }
        return null;
    }
}
