package org.ratsnetz.platform.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What documents owe to Kafka.
 *
 * @param documents documents that owe something
 * @param records records they owe
 * @param bytes their size, roughly
 * @param oldest when the oldest was decided, null when nothing is owed
 */
public record Backlog(
        long documents, long records, long bytes, @Nullable Instant oldest) {

    /** Nothing is owed. */
    public static final Backlog NONE = new Backlog(0, 0, 0, null);

    /** Both together. */
    public Backlog plus(Backlog other) {
        return new Backlog(
                documents + other.documents, records + other.records, bytes + other.bytes, older(oldest, other.oldest));
    }

    private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
