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
public record Pending(long position, String topic, String key, Envelope envelope, byte @Nullable [] payload) {}
