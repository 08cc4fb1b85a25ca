package org.ratsnetz.platform.publication;

/**
 * A topic as its owner wants it; a bean of this type has it created and checked at start. All topics have {@value #PARTITIONS}
 * partitions for ever, since more would break the order of keys, and keep their records for ever.
 *
 * @param name topic
 * @param compacted whether only the newest record of a key is kept, at the latest a day after it was replaced
 */
public record TopicSpec(String name, boolean compacted) {

    /** Partitions of every topic. */
    public static final int PARTITIONS = 24;

    /** A topic that keeps everything. */
    public static TopicSpec log(String name) {
        return new TopicSpec(name, false);
    }

    /** A topic that keeps the newest record of each key. */
    public static TopicSpec compacted(String name) {
        return new TopicSpec(name, true);
    }
}
