package org.ratsnetz.gateway.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.BoardEvent.FindingOpened;
import org.ratsnetz.events.Committee;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.FindingFacts;
import org.ratsnetz.events.Seats;
import org.ratsnetz.events.WireNames;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/** Stands for the services that publish, on the real topics. */
final class Publisher implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestParts.bootstrapServers(), "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());

    /** Makes the public topics, unless they are there. */
    static void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(topic(CouncilEvent.TOPIC), topic(BoardEvent.TOPIC)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(24), Optional.of((short) 1));
    }

    static CouncilChanged changed(String ags, String name) {
        CouncilFacts facts = new CouncilFacts(
                ags,
                name,
                "Köln",
                "Köln",
                CouncilStatus.ACTIVE,
                new Committee("Ausschuss", LocalDate.of(2025, 11, 1)),
                new Seats(16, 8),
                null);
        return new CouncilChanged(facts, List.of("seats"));
    }

    static FindingOpened finding(String ags) {
        return new FindingOpened(
                new FindingFacts(ags, "C1", FindingFacts.Severity.WARN, "zu wenige Sitze", Map.of("seats", 3L)));
    }

    /** Sends an event of a document and waits for Kafka; gives partition and offset. */
    RecordMetadata send(Object event, String key, String subject, long sequence) {
        return wait(sending(event, key, subject, sequence));
    }

    /** Sends so many events of a document, from a sequence on. */
    void sendMany(String subject, int from, int count) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(sending(changed("05315000", "Köln " + "x".repeat(600)), subject, subject, from + i));
        }
        sent.forEach(Publisher::wait);
    }

    private Future<RecordMetadata> sending(Object event, String key, String subject, long sequence) {
        String topic = event instanceof BoardEvent ? BoardEvent.TOPIC : CouncilEvent.TOPIC;
        ProducerRecord<String, byte[]> row = new ProducerRecord<>(topic, key, WireJson.write(event));
        new Envelope(
                        UUID.randomUUID().toString(),
                        WireNames.name(event.getClass()),
                        "/test",
                        subject,
                        Instant.now(),
                        sequence,
                        0,
                        null,
                        null)
                .writeTo(row.headers());
        return producer.send(row);
    }

    /** Sends what is no event. */
    void sendGarbage(String key) {
        wait(producer.send(new ProducerRecord<>(CouncilEvent.TOPIC, key, new byte[] {1, 2, 3})));
    }

    private static RecordMetadata wait(Future<RecordMetadata> sent) {
        try {
            return sent.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
