package org.ratsnetz.platform.consumption;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.envelope.Envelope;

/**
 * A record as a feature hears it.
 *
 * @param topic topic it belongs to; for a replayed dead letter the topic it was read from first
 * @param partition partition it was read from
 * @param offset offset in that partition
 * @param live true when it was read from the topic itself, false when from the replay topic
 * @param key record key
 * @param envelope envelope
 * @param payload payload, null for a tombstone
 * @param <E> type of the payload
 */
public record Heard<E>(
        String topic,
        int partition,
        long offset,
        boolean live,
        String key,
        Envelope envelope,
        @Nullable E payload) {}
