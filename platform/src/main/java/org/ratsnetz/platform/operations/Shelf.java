package org.ratsnetz.platform.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.KafkaAdministration;

/** The dead letters of this service's consumers, read from their topics when someone asks. */
final class Shelf {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_BYTES = 4 * 1024 * 1024;

    private final Consumers consumers;
    private final KafkaAdministration kafka;
    private final List<String> brokers;

    Shelf(Consumers consumers, KafkaAdministration kafka, List<String> brokers) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.brokers = List.copyOf(brokers);
    }

    /** Where a letter lies: {@code <topic>-<partition>-<offset>}. */
    record Place(TopicPartition partition, long offset) {

        static Optional<Place> of(String id) {
            int last = id.lastIndexOf('-');
            int middle = last < 1 ? -1 : id.lastIndexOf('-', last - 1);
            if (middle < 1) {
                return Optional.empty();
            }
            try {
                int partition = Integer.parseInt(id.substring(middle + 1, last));
                long offset = Long.parseLong(id.substring(last + 1));
                return Optional.of(new Place(new TopicPartition(id.substring(0, middle), partition), offset));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        static String id(ConsumerRecord<?, ?> record) {
            return record.topic() + "-" + record.partition() + "-" + record.offset();
        }
    }

    private Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        consumers.all().forEach(consumption -> {
            Hearing hearing = consumption.hearing();
            hearing.wires().forEach(wire -> topics.add(Hearing.deadLetterTopic(wire.topic(), hearing.group())));
        });
        return topics;
    }

    private record Shown<T>(long timestamp, T view) {}

    /**
     * The newest letters, newest first. Only what is shown of so many is kept while they are read.
     *
     * @param show makes of a letter what is to be shown; must not hold on to the letter
     */
    <T> List<T> newest(int limit, Function<ConsumerRecord<byte[], byte[]>, T> show) {
        Set<String> topics = topics();
        if (topics.isEmpty()) {
            return List.of();
        }
        List<TopicPartition> partitions = kafka.partitions(topics);
        Map<TopicPartition, Long> begins = kafka.begins(partitions);
        Map<TopicPartition, Long> ends = kafka.ends(partitions);
        Map<TopicPartition, Long> from = new HashMap<>();
        ends.forEach((partition, end) -> {
            long begin = Math.max(begins.getOrDefault(partition, 0L), end - limit);
            if (begin < end) {
                from.put(partition, begin);
            }
        });
        PriorityQueue<Shown<T>> newest = new PriorityQueue<>(Comparator.comparingLong(Shown::timestamp));
        read(from, ends, letter -> {
            if (newest.size() < limit || letter.timestamp() > newest.element().timestamp()) {
                newest.add(new Shown<>(letter.timestamp(), show.apply(letter)));
            }
            if (newest.size() > limit) {
                newest.remove();
            }
        });
        return newest.stream()
                .sorted(Comparator.<Shown<T>>comparingLong(Shown::timestamp).reversed())
                .map(Shown::view)
                .toList();
    }

    /** One letter. */
    Optional<ConsumerRecord<byte[], byte[]>> find(String id) {
        Optional<Place> place =
                Place.of(id).filter(at -> topics().contains(at.partition().topic()));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        TopicPartition partition = place.get().partition();
        long offset = place.get().offset();
        List<TopicPartition> asked = List.of(partition);
        boolean there = kafka.partitions(Set.of(partition.topic())).contains(partition)
                && offset >= kafka.begins(asked).getOrDefault(partition, 0L)
                && offset < kafka.ends(asked).getOrDefault(partition, 0L);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        if (there) {
            read(Map.of(partition, offset), Map.of(partition, offset + 1), letter -> {
                if (letter.offset() == offset) {
                    found.add(letter);
                }
            });
        }
        return found.stream().findFirst();
    }

    private void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        if (from.isEmpty()) {
            return;
        }
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", brokers),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            while (behind(consumer, from.keySet(), ends) && System.nanoTime() < giveUpAt) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    private static boolean behind(
            KafkaConsumer<?, ?> consumer, Set<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
    }
}
