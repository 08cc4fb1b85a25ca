package org.ratsnetz.platform.publication;

import org.jspecify.annotations.Nullable;

/** Something a change makes known. Emissions of one document reach Kafka in the order in which they were made. */
public sealed interface Emission {

    /** The next event of the document, on the topic of its kind; it gets the next sequence. */
    record Event(Object event) implements Emission {}

    /** The document as it stands, told again on the topic of its kind with the sequence of its last event. */
    record Restated(Object event) implements Emission {}

    /**
     * A record on another topic, with the sequence of the document's last event before it.
     *
     * @param topic topic
     * @param key record key
     * @param type wire name
     * @param payload payload, null for a tombstone
     */
    record Fact(
            String topic, String key, String type, @Nullable Object payload) implements Emission {}
}
