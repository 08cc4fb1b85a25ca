package org.ratsnetz.platform.publication;

import org.jspecify.annotations.Nullable;

/**
 * A wish to change one document.
 *
 * @param document id of the document, which begins with the record key
 * @param key record key, the AGS of the council
 * @param by client that wishes
 * @param precondition what must hold before
 * @param idempotency how to know a repetition, where the caller gave a key
 * @param importMark line of an import, where it comes from one
 * @param traceparent W3C trace context, where there is one
 * @param bytes size of the request that carries it, for the bound on what may wait
 * @param decision what to do
 * @param <S> state of the document
 */
public record Command<S>(
        String document,
        String key,
        String by,
        Precondition precondition,
        @Nullable IdempotencyKey idempotency,
        @Nullable ImportMark importMark,
        @Nullable String traceparent,
        int bytes,
        Decision<S> decision) {

    /** A command of the platform itself, or of a reaction to an event. */
    public static <S> Command<S> internal(String document, String key, String by, Decision<S> decision) {
        return new Command<>(document, key, by, new Precondition.None(), null, null, null, 0, decision);
    }
}
