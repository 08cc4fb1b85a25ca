package org.ratsnetz.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.meters.ContinuedTraces;
import org.springframework.messaging.support.GenericMessage;

class BatchListenerTest {

    private static final RecordSender SENDER =
            new RecordSender(RecordSender.settings(List.of(TestParts.bootstrapServers())));
    private static final String GROUP = "listener";
    private static final String KEY = "05900001";

    private final ConsumptionMeters meters = new ConsumptionMeters(new SimpleMeterRegistry(), InstantSource.system());
    private String topic = "";

    @AfterAll
    static void close() {
        SENDER.close();
    }

    @BeforeEach
    void topic(TestInfo test) throws Exception {
        topic = "listener-" + test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(
                            Hearing.deadLetterTopic(topic, GROUP), Optional.of(1), Optional.of((short) 1))))
                    .all()
                    .get();
        }
    }

    private void handle(Hearing.Handler handler, List<ConsumerRecord<byte[], byte[]>> batch) {
        Wire<ResyncRequest> wire = Wire.requests(topic, ResyncRequest.TYPE, ResyncRequest.class, ResyncRequest::ags);
        Hearing hearing = new Hearing("listener", GROUP, List.of(wire), handler);
        new BatchListener(
                        hearing,
                        new DeadLetters(SENDER, InstantSource.system(), meters),
                        new BatchTraces(new ContinuedTraces(null, null)),
                        meters)
                .handleMessage(new GenericMessage<>(batch));
    }

    private ConsumerRecord<byte[], byte[]> good(long offset) {
        return record(
                offset,
                bytes(KEY),
                WireJson.write(new ResyncRequest(KEY, KEY + "/m" + offset, "x")),
                ResyncRequest.TYPE);
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, byte[] key, byte @Nullable [] value, String type) {
        RecordHeaders headers = new RecordHeaders();
        new Envelope("id", type, "/x", KEY + "/m" + offset, Instant.EPOCH, 0, 0, null, null).writeTo(headers);
        return new ConsumerRecord<>(
                topic, 0, offset, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestParts.bootstrapServers(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Hearing.deadLetterTopic(topic, GROUP), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
            return letters;
        }
    }

    @Test
    void oneDefectInALargeBatchIsFoundByHalving() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            batch.add(good(i));
        }
        AtomicInteger calls = new AtomicInteger();
        List<Long> handled = new ArrayList<>();
        handle(
                records -> {
                    calls.incrementAndGet();
                    if (records.stream().anyMatch(heard -> heard.offset() == 1234)) {
                        throw new IllegalStateException("a defect");
                    }
                    records.forEach(heard -> handled.add(heard.offset()));
                },
                batch);
        assertThat(handled).hasSize(3999).isSorted();
        assertThat(calls).hasValueLessThan(40);
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(DeadLetter.read(letter.headers()).offset()).isEqualTo(1234);
            assertThat(DeadLetter.read(letter.headers()).reason()).contains("could not be handled", "a defect");
        });
    }

    @Test
    void whatDoesNotFitASecondTimeIsSetAsideInPart() {
        byte[] noise = new byte[1_048_500];
        new Random(1).nextBytes(noise);
        ConsumerRecord<byte[], byte[]> header = record(0, bytes(KEY), null, ResyncRequest.TYPE);
        header.headers().add("noise", noise);
        ConsumerRecord<byte[], byte[]> key = record(1, noise, bytes("abc"), ResyncRequest.TYPE);
        ConsumerRecord<byte[], byte[]> value = record(2, bytes(KEY), noise, "unknown");
        List<Long> handled = new ArrayList<>();
        handle(records -> records.forEach(heard -> handled.add(heard.offset())), List.of(header, key, value, good(3)));
        assertThat(handled).containsExactly(3L);
        List<ConsumerRecord<byte[], byte[]>> letters = letters();
        assertThat(letters)
                .hasSize(3)
                .allMatch(letter -> DeadLetter.read(letter.headers()).truncated());
        assertThat(letters.getFirst().value()).isNull();
        assertThat(letters.getFirst().key()).isEqualTo(bytes(KEY));
        assertThat(letters.get(1).value()).isEqualTo(bytes("abc"));
        assertThat(letters.get(1).key()).hasSizeLessThan(100_000);
        assertThat(letters.get(2).value()).hasSizeBetween(100_000, 500_000);
        assertThat(letters.get(2).headers().lastHeader("ce_subject").value()).isEqualTo(bytes(KEY + "/m2"));
    }

    @Test
    void aBatchThatComesAgainAfterAnOutageIsNotSetAsideAgain() {
        List<ConsumerRecord<byte[], byte[]>> batch =
                List.of(record(0, bytes(KEY), bytes("{"), ResyncRequest.TYPE), good(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> handle(
                            records -> {
                                throw new MongoTimeoutException("away");
                            },
                            batch))
                    .isInstanceOf(Outage.class);
        }
        assertThat(letters()).isEmpty();
        handle(records -> {}, batch);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void whatAnotherGroupHasSetAsideIsNotSetAsideAgain() {
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(
                record(4, bytes(KEY), bytes("{"), ResyncRequest.TYPE),
                record(5, bytes(KEY), bytes("{"), ResyncRequest.TYPE));
        handle(
                new Hearing.Handler() {
                    @Override
                    public void handle(List<Heard<?>> records) {
                        throw new AssertionError("nothing can be read");
                    }

                    @Override
                    public boolean setsAside(String topic, int partition, long offset) {
                        return offset >= 5;
                    }
                },
                batch);
        assertThat(letters())
                .singleElement()
                .satisfies(letter ->
                        assertThat(DeadLetter.read(letter.headers()).offset()).isEqualTo(5));
    }
}
