package org.ratsnetz.platform.publication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at topics from outside any group: where they end, and what they hold from an offset on. */
public final class Tails implements AutoCloseable {

    private static final int SECONDS = 10;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int TRIES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

    private final String brokers;
    private final Runnable create;
    private @Nullable Admin admin;

    /**
     * Looks at a Kafka.
     *
     * @param create makes the service's topics where they are missing
     */
    public Tails(String brokers, Runnable create) {
        this.brokers = brokers;
        this.create = create;
    }

    /** The ends of topics; one that is missing is made anew first, and left out when that does not help. */
    Map<String, Marks.Mark> ends(Collection<String> topics) {
        Map<String, TopicDescription> described = describe(topics);
        if (described.size() < topics.size()) {
            create.run();
            described = describe(topics);
        }
        for (int i = 1; true; i++) {
            try {
                return ends(described);
            } catch (UnknownTopicOrPartitionException e) {
                // made a moment ago: not every broker knows yet
                if (i == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private Map<String, TopicDescription> describe(Collection<String> topics) {
        Map<String, TopicDescription> described = new HashMap<>();
        admin().describeTopics(topics).topicNameValues().forEach((topic, answer) -> {
            try {
                described.put(topic, get(() -> answer.get(SECONDS, TimeUnit.SECONDS)));
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("{} is missing", topic, e);
            }
        });
        return described;
    }

    private Map<String, Marks.Mark> ends(Map<String, TopicDescription> described) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        described.forEach((topic, description) -> description
                .partitions()
                .forEach(part -> asked.put(new TopicPartition(topic, part.partition()), OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(() -> admin().listOffsets(asked).all().get(SECONDS, TimeUnit.SECONDS));
        Map<String, Marks.Mark> marks = new HashMap<>();
        described.forEach((topic, description) -> {
            List<Long> offsets = new ArrayList<>();
            for (int i = 0; i < description.partitions().size(); i++) {
                ListOffsetsResultInfo end = ends.get(new TopicPartition(topic, i));
                offsets.add(end == null ? 0 : end.offset());
            }
            marks.put(topic, new Marks.Mark(description.topicId().toString(), List.copyOf(offsets)));
        });
        return marks;
    }

    /** All records of a topic so far, in the order of each partition. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Marks.Mark end = ends(List.of(topic)).getOrDefault(topic, new Marks.Mark("", List.of()));
        read(topic, List.of(), end.offsets(), reader);
    }

    /**
     * The records of a topic between offsets.
     *
     * @param from first offset by partition, 0 where there is none
     * @param to offset behind the last, by partition
     */
    void read(String topic, List<Long> from, List<Long> to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> left = new HashMap<>();
        for (int i = 0; i < to.size(); i++) {
            if (first(from, i) < to.get(i)) {
                left.put(new TopicPartition(topic, i), to.get(i));
            }
        }
        if (left.isEmpty()) {
            return;
        }
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(left.keySet());
            left.keySet().forEach(part -> consumer.seek(part, first(from, part.partition())));
            long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (!left.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    reader.accept(record);
                    giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                }
                left.entrySet().removeIf(part -> consumer.position(part.getKey()) >= part.getValue());
                if (System.nanoTime() > giveUpAt) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            topic + " gave nothing for " + SECONDS + " s");
                }
            }
        }
    }

    private static long first(List<Long> from, int partition) {
        return partition < from.size() ? from.get(partition) : 0;
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 500));
        }
        return admin;
    }

    private interface Question<T> {
        T ask() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static <T> T get(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
