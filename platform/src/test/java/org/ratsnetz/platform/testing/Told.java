package org.ratsnetz.platform.testing;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/** Tells events on the real Kafka as council-service would. */
public final class Told {

    private static final Producer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    TestParts.bootstrapServers(),
                    "acks",
                    "all",
                    "linger.ms",
                    1,
                    "max.request.size",
                    4_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private Told() {}

    /** Creates the topics that council-service would, where they are not there yet. */
    public static void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            var there = admin.listTopics().names().get();
            admin.createTopics(Stream.of(CouncilEvent.TOPIC, PersonFacts.TOPIC, ResyncRequest.TOPIC)
                            .filter(topic -> !there.contains(topic))
                            .map(topic -> new NewTopic(topic, Optional.of(24), Optional.of((short) 1))
                                    .configs(Map.of(
                                            "cleanup.policy",
                                            topic.equals(PersonFacts.TOPIC) ? "compact" : "delete",
                                            "retention.ms",
                                            "-1")))
                            .toList())
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An event of a document. */
    public static ProducerRecord<byte[], byte[]> event(
            String document, long sequence, Instant time, CouncilEvent event) {
        return event(document, 1, sequence, time, event);
    }

    /** The same in another epoch. */
    public static ProducerRecord<byte[], byte[]> event(
            String document, int epoch, long sequence, Instant time, CouncilEvent event) {
        return record(
                CouncilEvent.TOPIC,
                event.ags(),
                envelope(WireNames.name(event.getClass()), document, epoch, sequence, time),
                WireJson.write(event));
    }

    /** An event that an import caused. */
    public static ProducerRecord<byte[], byte[]> imported(
            String document, long sequence, Instant time, String job, CouncilEvent event) {
        Envelope plain = envelope(WireNames.name(event.getClass()), document, 1, sequence, time);
        Envelope envelope = new Envelope(
                plain.id(), plain.type(), plain.source(), plain.subject(), time, sequence, plain.epoch(), null, job);
        return record(CouncilEvent.TOPIC, event.ags(), envelope, WireJson.write(event));
    }

    /** A person. */
    public static ProducerRecord<byte[], byte[]> person(long sequence, Instant time, PersonFacts person) {
        String document = person.ags() + "/" + person.mandate();
        return record(
                PersonFacts.TOPIC,
                document,
                envelope(PersonFacts.TYPE, document, 1, sequence, time),
                WireJson.write(person));
    }

    /** A person's erasure. */
    public static ProducerRecord<byte[], byte[]> erasure(String document, long sequence, Instant time) {
        return record(PersonFacts.TOPIC, document, envelope(PersonFacts.TYPE, document, 1, sequence, time), null);
    }

    /** An envelope. */
    public static Envelope envelope(String type, String subject, int epoch, long sequence, Instant time) {
        return new Envelope(
                UuidCreator.getTimeOrderedEpoch().toString(),
                type,
                "/council-service",
                subject,
                time,
                sequence,
                epoch,
                null,
                null);
    }

    /** Any record. */
    public static ProducerRecord<byte[], byte[]> record(
            String topic, String key, Envelope envelope, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        envelope.writeTo(record.headers());
        return record;
    }

    /** Sends, and returns when all are acknowledged. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static List<RecordMetadata> tell(ProducerRecord<byte[], byte[]>... records) {
        return tell(List.of(records));
    }

    /** Sends, and returns when all are acknowledged. */
    public static List<RecordMetadata> tell(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(PRODUCER.send(record)));
        List<RecordMetadata> places = new ArrayList<>();
        for (Future<RecordMetadata> one : sent) {
            try {
                places.add(one.get());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return places;
    }

    /** All records of a topic. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestParts.bootstrapServers(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
