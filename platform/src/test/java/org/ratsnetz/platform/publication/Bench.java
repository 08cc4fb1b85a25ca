package org.ratsnetz.platform.publication;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.parts.TestParts;
import org.springframework.util.unit.DataSize;

/** One process that writes and publishes tallies, on the real MongoDB and the real Kafka. Several share a database by its name. */
final class Bench implements AutoCloseable {

    final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    final Doubt doubt = new Doubt();
    final AtomicLong written = new AtomicLong();
    final Queue<BsonDocument> commands = new ConcurrentLinkedQueue<>();
    final String topic;
    final Publication publication;
    final GroupCommit<Tally> tallies;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MongoClient client;
    private final String database;

    Bench(String database) {
        this(database, properties());
    }

    Bench(String database, PublicationProperties properties) {
        this(database, properties, 1);
    }

    Bench(String database, PublicationProperties properties, int schema) {
        this(database, properties, schema, TestParts.mongodbUri(database), Duration.ofSeconds(4));
    }

    /**
     * @param mongodb where the database is, perhaps behind a proxy
     * @param delivery after what time a record counts as not delivered
     */
    Bench(String database, PublicationProperties properties, int schema, String mongodb, Duration delivery) {
        this.topic = database + "-events";
        this.database = database;
        create(topic);
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongodb))
                .applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(1, TimeUnit.SECONDS).addClusterListener(doubt))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if ("update".equals(event.getCommandName())) {
                            commands.add(event.getCommand().clone());
                        }
                    }

                    @Override
                    public void commandSucceeded(CommandSucceededEvent event) {
                        if ("update".equals(event.getCommandName())) {
                            written.incrementAndGet();
                        }
                    }
                })
                .build());
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        publication = new Publication(
                client.getDatabase(database),
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                TestParts.bootstrapServers(),
                                "acks",
                                "all",
                                "enable.idempotence",
                                true,
                                "max.block.ms",
                                500,
                                "request.timeout.ms",
                                (int) delivery.toMillis() / 2,
                                "delivery.timeout.ms",
                                (int) delivery.toMillis()),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                properties,
                clock,
                registry,
                new Tails(TestParts.bootstrapServers(), () -> create(topic)),
                doubt);
        tallies = publication.open(Tally.kind("tallies", schema, topic));
    }

    static void create(String topic) {
        new Topics(
                        Map.of("bootstrap.servers", TestParts.bootstrapServers()),
                        new TopicsProperties(1, Duration.ofSeconds(30)),
                        List.of())
                .ensure(List.of(TopicSpec.log(topic)));
    }

    /** How often Kafka did not take a record of this process. */
    double failedSends() {
        return registry.get("ratsnetz.relay.failed").counter().count();
    }

    void moveClock(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }

    static PublicationProperties properties() {
        return new Limits().properties();
    }

    static PublicationProperties properties(int outboxEvents, Duration sweepAfter) {
        Limits limits = new Limits();
        limits.outboxEvents = outboxEvents;
        limits.sweepAfter = sweepAfter;
        return limits.properties();
    }

    /** What a test may want otherwise than it is by default. */
    static final class Limits {
        int waiting = 8192;
        DataSize event = DataSize.ofKilobytes(256);
        int outboxEvents = 256;
        DataSize backlog = DataSize.ofMegabytes(512);
        Duration sweepAfter = Duration.ofSeconds(2);
        Duration sweepEvery = Duration.ofMillis(200);
        boolean ownTopics = true;

        PublicationProperties properties() {
            return new PublicationProperties(
                    2,
                    256,
                    waiting,
                    DataSize.ofMegabytes(32),
                    Duration.ofMillis(500),
                    DataSize.ofMegabytes(16),
                    Duration.ofMillis(100),
                    event,
                    outboxEvents,
                    DataSize.ofMegabytes(1),
                    backlog,
                    DataSize.ofMegabytes(16),
                    sweepAfter,
                    sweepEvery,
                    ownTopics);
        }
    }

    Bench started() {
        publication.start();
        return this;
    }

    Result<Tally> count(String id) {
        return count(id, new Precondition.None(), null);
    }

    Result<Tally> count(String id, Precondition precondition, @Nullable IdempotencyKey key) {
        return tallies.submit(command(id, precondition, key)).join();
    }

    Command<Tally> command(String id) {
        return command(id, new Precondition.None(), null);
    }

    Command<Tally> command(String id, Precondition precondition, @Nullable IdempotencyKey key) {
        return new Command<>(
                id, id, "tester", precondition, key, null, null, 10, current -> Tally.counted(id, current));
    }

    /** All records of the topic so far. */
    List<ConsumerRecord<String, byte[]>> records() {
        return records(topic);
    }

    static List<ConsumerRecord<String, byte[]>> records(String topic) {
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
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** All documents of the database, by collection. */
    Map<String, List<Document>> dump() {
        Map<String, List<Document>> dump = new HashMap<>();
        MongoDatabase here = client.getDatabase(database);
        for (String collection : here.listCollectionNames()) {
            dump.put(collection, here.getCollection(collection).find().into(new ArrayList<>()));
        }
        return dump;
    }

    /** Makes the database what it was. */
    void putBack(Map<String, List<Document>> dump) {
        MongoDatabase here = client.getDatabase(database);
        for (String collection : here.listCollectionNames()) {
            here.getCollection(collection).deleteMany(new Document());
        }
        dump.forEach((collection, documents) -> {
            if (!documents.isEmpty()) {
                here.getCollection(collection).insertMany(documents);
            }
        });
    }

    /** What the database says of itself. */
    MongoCollection<Document> platform() {
        return client.getDatabase(database).getCollection("platform");
    }

    void drop() {
        client.getDatabase(database).drop();
    }

    /** The tallies as MongoDB has them. */
    MongoCollection<Document> documents() {
        return client.getDatabase(database).getCollection("tallies");
    }

    @Override
    public void close() {
        if (publication.isRunning()) {
            publication.stop();
        }
        client.close();
    }
}
