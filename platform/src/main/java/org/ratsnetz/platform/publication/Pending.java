package org.ratsnetz.platform.publication;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.envelope.Envelope;

/**
 * A record that a document still owes to Kafka, in wire form.
 *
 * @param position running number of the document's records over all topics
 * @param topic topic
 * @param key record key
 * @param envelope envelope
 * @param payload payload, null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are never compared nor changed
public record Pending(long position, String topic, String key, Envelope envelope, byte @Nullable [] payload) {

    /** What a record costs beside its payload: key and envelope, roughly. */
    private static final int OVERHEAD = 300;

    /** Size in bytes, roughly. */
    public int bytes() {
        return OVERHEAD + (payload == null ? 0 : payload.length);
    }
}
