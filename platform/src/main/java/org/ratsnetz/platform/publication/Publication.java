package org.ratsnetz.platform.publication;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.envelope.Envelope;
import org.springframework.context.SmartLifecycle;

/**
 * Everything one process writes and publishes: opens the kinds of documents, runs their writers, the relay and the sweeper.
 *
 * <p>Meters beside those of {@link Meters}: {@code ratsnetz.outbox.documents}, {@code .records}, {@code .bytes} owed to Kafka by
 * the whole database, measured every few seconds, and {@code ratsnetz.outbox.age.seconds} of the oldest.
 */
public final class Publication implements SmartLifecycle {

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final Duration LAST_RECORDS = Duration.ofSeconds(1);

    private final List<GroupCommit<?>> commits = new CopyOnWriteArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private final AtomicLong owed = new AtomicLong();
    private final MongoDatabase database;
    private final PublicationProperties properties;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final Relay relay;
    private final Sweeper sweeper;
    private final int epoch;
    private volatile boolean running;
    private @Nullable Thread relayThread;
    private @Nullable Thread sweeperThread;

    Publication(
            MongoDatabase database,
            Producer<String, byte[]> producer,
            PublicationProperties properties,
            InstantSource clock,
            MeterRegistry registry) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
        this.registry = registry;
        this.relay = new Relay(
                producer,
                clock,
                new Meters.OfRelay(registry),
                properties.handed().toBytes());
        this.sweeper = new Sweeper(commits, relay, clock, properties, owed);
        this.epoch = epoch(database);
        gauges();
    }

    private static int epoch(MongoDatabase database) {
        MongoCollection<Document> platform = database.getCollection("platform")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        Document document = platform.findOneAndUpdate(
                Filters.eq("_id", "epoch"),
                Updates.setOnInsert("epoch", 1),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return Objects.requireNonNull(document).getInteger("epoch");
    }

    private void gauges() {
        gauge(
                "ratsnetz.outbox.documents",
                "Documents that owe records to Kafka",
                s -> s.backlog().documents());
        gauge(
                "ratsnetz.outbox.records",
                "Records that documents owe to Kafka",
                s -> s.backlog().records());
        gauge(
                "ratsnetz.outbox.bytes",
                "Bytes that documents owe to Kafka",
                s -> s.backlog().bytes());
        gauge(
                "ratsnetz.outbox.age.seconds",
                "Age of the oldest record owed to Kafka, 0 when none is",
                s -> age(s.backlog().oldest()));
    }

    private void gauge(String name, String meaning, ToDoubleFunction<Sweeper> value) {
        Gauge.builder(name, sweeper, value).description(meaning).register(registry);
    }

    private double age(@Nullable Instant oldest) {
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    /** Opens a kind of documents; called once per kind, when the service is put together. */
    public <S> GroupCommit<S> open(DocumentKind<S> kind) {
        DocumentStore<S> store = new DocumentStore<>(database, kind);
        Meters meters = new Meters(registry, kind.collection());
        Decider.Factory<S> deciders = emitter -> new Decider<>(kind, properties, clock, epoch, emitter);
        List<Writer<S>> ofKind = new ArrayList<>();
        for (int i = 0; i < properties.writers(); i++) {
            Writer<S> writer = new Writer<>(kind, store, deciders, relay, meters, properties);
            ofKind.add(writer);
            writers.add(Thread.ofPlatform()
                    .name("commit-" + kind.collection() + "-" + i)
                    .unstarted(writer));
        }
        GroupCommit<S> commit = new GroupCommit<>(kind, store, List.copyOf(ofKind), properties, owed);
        commits.add(commit);
        return commit;
    }

    /** What this service's documents owe to Kafka, as measured last. */
    public Backlog backlog() {
        return sweeper.backlog();
    }

    /** Documents with records that no repetition will bring through, and why. */
    public Map<String, String> stuck() {
        return relay.stuck();
    }

    /** Whether Kafka took the last record that was sent. */
    public boolean healthy() {
        return relay.healthy();
    }

    /** Epoch in which this process writes. */
    public int epoch() {
        return epoch;
    }

    /** An id for an envelope: UUIDv7. */
    public String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    /**
     * Sends a record that no document owes, such as a roll-call. Lost when the process dies before; the future fails when Kafka
     * does not take it.
     */
    public CompletableFuture<Void> tell(String topic, String key, Envelope envelope, byte @Nullable [] payload) {
        return relay.tell(topic, key, envelope, payload);
    }

    @Override
    public void start() {
        relayThread = Thread.ofPlatform().name("relay").start(relay);
        sweeperThread = Thread.ofPlatform().name("sweeper").start(sweeper);
        writers.forEach(Thread::start);
        running = true;
    }

    /** Answers what waits, sends what is in line, and ends; what does not make it in time is left in the database. */
    @Override
    public void stop() {
        running = false;
        long end = System.nanoTime() + CLOSING.toNanos();
        sweeper.close();
        commits.forEach(commit -> commit.writers().forEach(Writer::close));
        writers.forEach(thread -> join(thread, left(end)));
        relay.close();
        join(Objects.requireNonNull(relayThread), left(end));
        relay.closeProducer(left(end).plus(LAST_RECORDS));
        Objects.requireNonNull(sweeperThread).interrupt();
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private static void join(Thread thread, Duration most) {
        try {
            thread.join(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether every writer lives; one that does not would leave its documents unanswered. */
    boolean writing() {
        return writers.stream().allMatch(Thread::isAlive);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the consumers and the web server start, after they have stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
