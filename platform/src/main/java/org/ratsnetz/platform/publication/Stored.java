package org.ratsnetz.platform.publication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document as MongoDB holds it: the aggregate's state and what the platform keeps around it.
 *
 * @param id id of the document, which begins with the record key
 * @param key record key, the AGS of the council
 * @param schema number of the stored form
 * @param version counts every write but trims of the outbox; a write is conditional on it
 * @param content counts what a reader would see; the entity tag
 * @param epoch epoch of the sequence
 * @param sequence sequence of the last event
 * @param position running number of the last record owed to Kafka
 * @param outbox records still owed to Kafka, oldest first
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

    /** When the oldest record still owed was decided, empty when none is owed. */
    public Optional<Instant> pendingSince() {
        return outbox.isEmpty()
                ? Optional.empty()
                : Optional.of(outbox.getFirst().envelope().time());
    }

    /** Bytes of the records still owed. */
    public long outboxBytes() {
        return outbox.stream().mapToLong(Pending::bytes).sum();
    }

    /** The next version for the reader: other state, same records owed. */
    Stored<S> changed(int schema, List<KeyUse> keys, List<ImportMark> imports, String by, Instant at, S state) {
        return new Stored<>(
                id,
                key,
                schema,
                version + 1,
                content + 1,
                epoch,
                sequence,
                position,
                outbox,
                keys,
                imports,
                by,
                at,
                state);
    }

    /** The next version that only remembers other keyed writes. */
    Stored<S> remembering(List<KeyUse> keys) {
        return new Stored<>(
                id,
                key,
                schema,
                version + 1,
                content,
                epoch,
                sequence,
                position,
                outbox,
                keys,
                imports,
                changedBy,
                changedAt,
                state);
    }

    /** The next version that only owes other records. */
    Stored<S> told() {
        return remembering(keys);
    }

    /** The same version in a later epoch, owing nothing of the one before. */
    Stored<S> in(int later) {
        return new Stored<>(
                id, key, schema, version, content, later, sequence, position, List.of(), keys, imports, changedBy,
                changedAt, state);
    }

    /** The same version with these records owed. */
    Stored<S> owing(List<Pending> outbox, long sequence, long position) {
        return new Stored<>(
                id, key, schema, version, content, epoch, sequence, position, outbox, keys, imports, changedBy,
                changedAt, state);
    }

    /** False when the state was written by a newer release in a form that this one cannot read; there is no state then. */
    boolean readable() {
        return state != null;
    }

    /** The entity tag, quotes included. */
    public String etag() {
        return "\"" + epoch + "." + content + "\"";
    }
}
