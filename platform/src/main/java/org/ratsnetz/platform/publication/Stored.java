package org.ratsnetz.platform.publication;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as MongoDB holds it: the aggregate's state and what the platform keeps around it.
 *
 * @param id id of the document, which begins with the record key
 * @param key record key, the AGS of the council
 * @param schema number of the stored form
 * @param version counts every write
 * @param content counts what a reader would see; the entity tag
 * @param epoch epoch of the sequence
 * @param sequence sequence of the last event
 * @param position running number of the last record owed to Kafka
 * @param outbox records still owed to Kafka, oldest first
 * @param pendingSince when the oldest of them was stored, null when none is owed
 * @param keys writes that may be repeated, oldest first
 * @param imports the last imports that changed it, oldest first
 * @param changedBy client of the last change a reader would see
 * @param changedAt time of that change
 * @param state the aggregate
 * @param <S> state of the document
 */
public record Stored<S>(
        String id,
        String key,
        int schema,
        long version,
        long content,
        int epoch,
        long sequence,
        long position,
        List<Pending> outbox,
        @Nullable Instant pendingSince,
        List<KeyUse> keys,
        List<ImportMark> imports,
        String changedBy,
        Instant changedAt,
        S state) {

    /**
     * A keyed write that was answered.
     *
     * @param request hash of client, method, path and key
     * @param body hash of the body
     * @param status status of the answer
     * @param at when
     */
    public record KeyUse(long request, long body, int status, Instant at) {}

    /** The entity tag, quotes included. */
    public String etag() {
        return "\"" + epoch + "." + content + "\"";
    }
}
