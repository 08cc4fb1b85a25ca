package org.ratsnetz.platform.consumption;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.publication.Topics.TopicsNotReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What consumption asks Kafka about topics and groups. Every question is answered within 10 s or fails as a Kafka exception. */
public final class KafkaAdministration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAdministration.class);
    private static final int SECONDS = 10;
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private final String brokers;
    private final Duration waitFor;
    private @Nullable Admin admin;

    KafkaAdministration(List<String> brokers, Duration waitFor) {
        this.brokers = String.join(",", brokers);
        this.waitFor = waitFor;
    }

    /**
     * Waits until topics are there; their owner may be starting too.
     *
     * @throws TopicsNotReady naming those that did not come in time
     */
    void await(Collection<String> topics) {
        long giveUpAt = System.nanoTime() + waitFor.toNanos();
        for (Set<String> missing = missing(topics); !missing.isEmpty(); missing = missing(topics)) {
            if (System.nanoTime() > giveUpAt) {
                throw new TopicsNotReady("Topics " + missing + " are missing at " + brokers + " after "
                        + waitFor.toSeconds() + " s; is the service that owns them running?");
            }
            LOG.info("Waiting for topics {}", missing);
            pause();
        }
    }

    private Set<String> missing(Collection<String> topics) {
        Set<String> missing = new TreeSet<>(topics);
        try {
            missing.removeAll(get(admin().listTopics().names()));
        } catch (KafkaException e) {
            LOG.info("Kafka at {} does not answer yet: {}", brokers, e.getMessage());
        }
        return missing;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for topics", e);
        }
    }

    /** The partitions of topics. */
    public List<TopicPartition> partitions(Collection<String> topics) {
        Map<String, TopicDescription> described =
                get(admin().describeTopics(topics).allTopicNames());
        return described.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
                .toList();
    }

    /** The offset of the oldest record, or where one would be. */
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset behind the newest record. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> answers =
                get(admin().listOffsets(asked).all());
        answers.forEach((partition, answer) -> offsets.put(partition, answer.offset()));
        return offsets;
    }

    /** Where a group goes on, for the partitions of which it has handled anything. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> answers =
                get(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        answers.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** Names of all groups that begin so. */
    public List<String> groups(String prefix) {
        return get(admin().listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .toList();
    }

    /** How far a group has come in its topics. */
    public Progress progress(Hearing hearing) {
        List<TopicPartition> partitions =
                partitions(hearing.wires().stream().map(Wire::topic).toList());
        Map<TopicPartition, Long> begins = begins(partitions);
        Map<TopicPartition, Long> ends = ends(partitions);
        Map<TopicPartition, Long> committed = committed(hearing.groupId());
        long total = 0;
        long done = 0;
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            total += end - begin;
            done += Math.clamp(committed.getOrDefault(partition, begin), begin, end) - begin;
        }
        return new Progress(done, total);
    }

    /**
     * How far a group has come.
     *
     * @param done offsets behind it
     * @param total offsets there are
     */
    public record Progress(long done, long total) {

        /** Offsets to go. */
        public long lag() {
            return total - done;
        }
    }

    /** Forgets a group that nobody is in. */
    public void forget(String group) {
        try {
            get(admin().deleteConsumerGroups(List.of(group)).all());
        } catch (GroupIdNotFoundException e) {
            LOG.debug("{} was never there", group);
        }
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

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
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
