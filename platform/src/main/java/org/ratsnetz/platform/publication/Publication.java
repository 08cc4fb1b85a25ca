package org.ratsnetz.platform.publication;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.Producer;
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
    private final Watch watch;
    private volatile boolean running;
    private @Nullable Thread relayThread;
    private @Nullable Thread sweeperThread;
    private @Nullable Thread watchThread;

    Publication(
            MongoDatabase database,
            Producer<String, byte[]> producer,
            PublicationProperties properties,
            InstantSource clock,
            MeterRegistry registry,
            Tails tails,
            Doubt doubt) {
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
        this.watch = new Watch(
                commits, new Marks(database), new Comparison(commits, tails), relay, doubt, properties, clock);
        gauges();
    }

    private void gauges() {
        Gauge.builder("ratsnetz.outbox.held", watch, w -> w.trouble() == null ? 0 : 1)
                .description("1 while nothing is published because database and topics do not fit together, else 0")
                .register(registry);
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
        Decider.Factory<S> deciders = emitter -> new Decider<>(kind, properties, clock, watch::epoch, emitter);
        List<Writer<S>> ofKind = new ArrayList<>();
        for (int i = 0; i < properties.writers(); i++) {
            Writer<S> writer = new Writer<>(kind, store, deciders, relay, meters, properties);
            ofKind.add(writer);
            writers.add(Thread.ofPlatform()
                    .name("commit-" + kind.collection() + "-" + i)
                    .unstarted(writer));
        }
        GroupCommit<S> commit =
                new GroupCommit<>(kind, store, List.copyOf(ofKind), properties, owed, () -> watch.trouble() != null);
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
        return watch.epoch();
    }

    /** When this database was last put back from a backup. */
    public Optional<Instant> lastRestore() {
        return Optional.ofNullable(watch.lastRestore());
    }

    /** Names what is to be done when the database was put back; before the service starts. */
    public void afterRestore(Restoration restoration) {
        watch.afterRestore(restoration);
    }

    /** Why nothing is published and no change is taken, with what to do; empty when all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(watch.trouble());
    }

    /** Lets the database hold as it is, though its topics tell more than it knows. */
    public void acceptOlder() {
        watch.accept();
    }

    /** Has all documents told again. */
    public void wantRestating() {
        watch.wantRestating();
    }

    /** Since when all documents are to be told again; empty when they are not. */
    public Optional<Instant> restating() {
        return Optional.ofNullable(watch.restating());
    }

    /** Collections whose documents are told again, with how many there are, roughly. */
    public Map<String, Long> restatable() {
        Map<String, Long> counts = new LinkedHashMap<>();
        commits.forEach(
                commit -> counts.put(commit.kind().collection(), commit.store().count()));
        return counts;
    }

    /**
     * Has the next documents of a collection told again, in the order of their ids; returns when that is durable.
     *
     * @return the id of the last, empty when there are no more
     */
    public Optional<String> restateAfter(String collection, String id, int most) {
        return commits.stream()
                .filter(commit -> commit.kind().collection().equals(collection))
                .findFirst()
                .flatMap(commit -> commit.restateAfter(id, most));
    }

    /** All documents have been told again, as was wanted at that time; tells too which ones there are no more. */
    public void restated(Instant wanted) {
        watch.restated(wanted);
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
        try {
            watch.begin();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        watchThread = Thread.ofPlatform().name("watch").start(watch);
    }

    /** Answers what waits, sends what is in line, and ends; what does not make it in time is left in the database. */
    @Override
    public void stop() {
        running = false;
        long end = System.nanoTime() + CLOSING.toNanos();
        sweeper.close();
        watch.close();
        commits.forEach(commit -> commit.writers().forEach(Writer::close));
        writers.forEach(thread -> join(thread, left(end)));
        relay.close();
        join(Objects.requireNonNull(relayThread), left(end));
        relay.closeProducer(left(end).plus(LAST_RECORDS));
        Objects.requireNonNull(sweeperThread).interrupt();
        if (watchThread != null) {
            LockSupport.unpark(watchThread); // not interrupted: it may be reading a topic
        }
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
