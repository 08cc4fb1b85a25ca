package org.ratsnetz.platform.consumption;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The last applied offset of each partition of each topic ({@code asOf} of the read models' answers).
 *
 * @param offsets topic to partition to offset
 */
public record Positions(Map<String, Map<Integer, Long>> offsets) {

    /** Nothing applied. */
    public static final Positions NONE = new Positions(Map.of());

    /** The newest offset of each partition in a batch that was read from the topics themselves. */
    public static Positions of(Iterable<Heard<?>> records) {
        Map<String, Map<Integer, Long>> newest = new TreeMap<>();
        for (Heard<?> heard : records) {
            if (heard.live()) {
                newest.computeIfAbsent(heard.topic(), topic -> new TreeMap<>())
                        .merge(heard.partition(), heard.offset(), Math::max);
            }
        }
        return new Positions(newest);
    }

    /** True when every partition of the other is here, as far or further. */
    public boolean covers(Positions other) {
        return other.offsets.entrySet().stream().allMatch(topic -> {
            Map<Integer, Long> mine = offsets.getOrDefault(topic.getKey(), Map.of());
            return topic.getValue().entrySet().stream()
                    .allMatch(partition -> mine.getOrDefault(partition.getKey(), -1L) >= partition.getValue());
        });
    }

    /** The same, nowhere beyond the last record of a topic. */
    public Positions within(Map<TopicPartition, Long> ends) {
        Map<String, Map<Integer, Long>> capped = new TreeMap<>();
        offsets.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> {
            long last = ends.getOrDefault(new TopicPartition(topic, partition), 0L) - 1;
            if (last >= 0) {
                capped.computeIfAbsent(topic, name -> new TreeMap<>()).put(partition, Math.min(offset, last));
            }
        }));
        return new Positions(capped);
    }

    /** The sum of all offsets, counted from 1: how many records it stands for. */
    public long records() {
        return offsets.values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .mapToLong(offset -> offset + 1)
                .sum();
    }
}
