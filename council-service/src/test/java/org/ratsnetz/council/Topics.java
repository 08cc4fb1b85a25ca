package org.ratsnetz.council;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/** The real topics from outside. */
public final class Topics {

    private Topics() {}

    /** All records of a topic with that key, in their order. */
    public static List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestParts.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found.stream().filter(record -> key.equals(record.key())).toList();
        }
    }

    /** An envelope as a relay would write it. */
    public static Envelope envelope(String type, String subject, long sequence) {
        return new Envelope(
                UUID.randomUUID().toString(),
                type,
                "/test",
                subject,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                sequence,
                1,
                null,
                null);
    }

    /** Sends a record. */
    public static void send(String topic, String key, Envelope envelope, @Nullable Object payload) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, payload == null ? null : WireJson.write(payload));
        envelope.writeTo(record.headers());
        send(record);
    }

    /** Sends a record once more, as a relay does that did not hear of its acknowledgement. */
    public static void repeat(ConsumerRecord<String, byte[]> record) {
        send(new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestParts.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a group has handled all that there is. */
    public static void awaitHeard(Office office, String topic, String group) {
        KafkaAdministration kafka = office.service().context().getBean(KafkaAdministration.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Map<TopicPartition, Long> ends = kafka.ends(kafka.partitions(List.of(topic)));
            Map<TopicPartition, Long> committed = kafka.committed(group);
            return ends.entrySet().stream()
                    .allMatch(end -> end.getValue() == 0 || committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }
}
