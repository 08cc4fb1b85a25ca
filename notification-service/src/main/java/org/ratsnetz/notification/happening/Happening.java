package org.ratsnetz.notification.happening;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a council. It holds no name and no address.
 *
 * @param id document, epoch and sequence of the event; for the summary of an import council and import
 * @param council AGS
 * @param kinds kinds of event; several only for the summary of an import
 * @param at when it was decided
 * @param recordedAt when it was first seen here; subscriptions confirmed later are not told
 * @param traceparent W3C trace context of the change, null where it is not traced
 * @param facts what a message says about it: JSON names of the record to values, {@code fields} for what is different
 * @param counts for the summary of an import: kind of event to how many; else empty
 */
public record Happening(
        String id,
        String council,
        List<String> kinds,
        Instant at,
        Instant recordedAt,
        @Nullable String traceparent,
        Map<String, String> facts,
        Map<String, Integer> counts) {

    public Happening {
        kinds = List.copyOf(kinds);
        facts = Map.copyOf(facts);
        counts = Map.copyOf(counts);
    }

    /** Whether it stands for everything an import did in a council. */
    public boolean summary() {
        return !counts.isEmpty();
    }
}
