package org.ratsnetz.platform.consumption;

import java.util.List;

/**
 * A feature that hears topics. Several features of a service have several groups, so that each fails alone.
 *
 * @param name name of the feature, as operators see it
 * @param group consumer group without generation, for example {@code board-federation}; dead letters go to {@code
 *     <topic>.<group>.dlt}, replays come from {@code <topic>.<group>.replay}
 * @param generation generation of a read model, 0 for a feature without generations
 * @param concurrency threads in this process
 * @param wires what it listens on
 * @param handler takes the records
 */
public record Hearing(
        String name, String group, int generation, int concurrency, List<Wire<?>> wires, Handler handler) {

    public Hearing {
        wires = List.copyOf(wires);
    }

    /** A feature without generations, with one thread. */
    public Hearing(String name, String group, List<Wire<?>> wires, Handler handler) {
        this(name, group, 0, 1, wires, handler);
    }

    /** The consumer group on Kafka. */
    public String groupId() {
        return generation == 0 ? group : group + "-g" + generation;
    }

    /** Where records that cannot be read go. */
    public static String deadLetterTopic(String topic, String group) {
        return topic + "." + group + ".dlt";
    }

    /** Where an operator puts them back. */
    public static String replayTopic(String topic, String group) {
        return topic + "." + group + ".replay";
    }

    /** Takes records. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Handles a batch, durably, before it returns. It is called again with the same records, or more of them, when it throws:
         * without end when MongoDB or Kafka is out; else three times, then in halves, and single records that still fail become dead letters.
         *
         * @param records in the order of each partition
         */
        void handle(List<Heard<?>> records);

        /** Whether a record that cannot be taken becomes a dead letter; false where another group has seen to that. */
        default boolean setsAside(String topic, int partition, long offset) {
            return true;
        }
    }
}
