package org.ratsnetz.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.CouncilEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads all partitions of the public topics on a thread of its own, without a consumer group: first some minutes back, which fills
 * the window, then as they come. While Kafka is away it waits; when a topic was made anew it begins again.
 */
@Component
class TopicReader implements SmartLifecycle, Runnable {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final List<String> TOPICS = List.of(CouncilEvent.TOPIC, BoardEvent.TOPIC);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final StreamSettings settings;
    private final Audience audience;
    private final InstantSource clock;
    private final Press.Counters counters;
    private final Pulse pulse;
    private volatile @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    TopicReader(
            KafkaProperties kafka,
            StreamSettings settings,
            Audience audience,
            InstantSource clock,
            MeterRegistry meters,
            Pulse pulse) {
        this.kafka = kafka;
        this.settings = settings;
        this.audience = audience;
        this.clock = clock;
        this.counters = Press.Counters.of(meters);
        this.pulse = pulse;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                readUntilTrouble();
                pause(RETRY);
            }
        } catch (WakeupException | InterruptedException e) {
            log.debug("Reading ends", e);
        }
    }

    private void readUntilTrouble() throws InterruptedException {
        try {
            read(layout());
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            if (pulse.lost(e.toString())) {
                log.warn("The topics cannot be read now: {}", e.toString());
            }
            audience.lost();
        } catch (
                RuntimeException
                        e) { // a defect of ours: told whole, and no reason to leave all viewers without news for good
            if (pulse.lost(e.toString())) {
                log.error("Reading the topics failed", e);
            }
            audience.lost();
        }
    }

    private Layout layout() throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> properties = new HashMap<>(kafka.buildAdminProperties());
        try (Admin admin = Admin.create(properties)) {
            Map<String, TopicDescription> found =
                    admin.describeTopics(TOPICS).allTopicNames().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Layout.of(TOPICS.stream()
                    .map(found::get)
                    .map(topic -> new Layout.Topic(
                            topic.name(), topic.topicId(), topic.partitions().size()))
                    .toList());
        }
    }

    private void read(Layout layout) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            reading = consumer;
            consumer.assign(layout.partitions());
            Position end = end(consumer, layout);
            Position start = seek(consumer, layout, end);
            Window window = new Window(settings.window(), settings.windowSize().toBytes(), start);
            Press press = new Press(layout, start, window, clock, counters);
            while (!press.position().reaches(end) && !stopping) {
                press.print(consumer.poll(POLL));
            }
            pulse.live();
            audience.open(new Live(layout, window, press.position(), press.lastNumber()));
            follow(consumer, press);
        } finally {
            reading = null;
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer, Press press) throws InterruptedException {
        Metric fetches = fetches(consumer);
        double seen = -1;
        Instant heard = clock.instant();
        while (!stopping) {
            ConsumerRecords<byte[], byte[]> rows = consumer.poll(POLL);
            if (!rows.isEmpty()) {
                audience.deliver(press.print(rows));
                pause(settings.breath());
            }
            double now = (Double) fetches.metricValue();
            if (now != seen) {
                seen = now;
                heard = clock.instant();
                pulse.live();
            } else if (heard.plus(SILENCE).isBefore(clock.instant())) {
                pulse.lost("Kafka does not answer");
            }
        }
    }

    /** The consumer asks again and again even where there is nothing new; only a broker that is away makes this number stand. */
    private static Metric fetches(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        && metric.getKey().group().equals("consumer-fetch-manager-metrics"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the consumer does not count its fetches"));
    }

    private static Position end(KafkaConsumer<byte[], byte[]> consumer, Layout layout) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(layout.partitions(), PATIENCE);
        return Position.of(layout.partitions().stream().mapToLong(ends::get).toArray());
    }

    private Position seek(KafkaConsumer<byte[], byte[]> consumer, Layout layout, Position end) {
        long since = clock.instant().minus(settings.window()).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        layout.partitions().forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, PATIENCE);
        long[] start = new long[layout.size()];
        for (int slot = 0; slot < start.length; slot++) {
            TopicPartition partition = layout.partitions().get(slot);
            OffsetAndTimestamp first = found.get(partition);
            start[slot] = first == null ? end.next(slot) : first.offset();
            consumer.seek(partition, start[slot]);
        }
        return Position.of(start);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new KafkaConsumer<>(properties);
    }

    private void pause(Duration time) throws InterruptedException {
        stopping |= stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("topic-reader").start(this);
    }

    @Override
    public void stop() {
        stopping = true;
        stopped.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading;
        Thread running = thread;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (running != null) {
                running.join(Duration.ofSeconds(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
