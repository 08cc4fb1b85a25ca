package org.ratsnetz.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.IdempotencyKey;
import org.ratsnetz.platform.publication.Precondition;
import org.ratsnetz.platform.security.Caller;

/**
 * What a request to write says beside its body: who, under which condition, with which key, in which trace. Controllers take it
 * as an argument; use it after the body, if the request has one, was taken too.
 */
public final class Write {

    private final HttpServletRequest request;
    private final Caller caller;
    private final @Nullable String traceparent;
    private final Precondition precondition;
    private final Optional<String> key;

    Write(HttpServletRequest request, Caller caller, @Nullable String traceparent) {
        this.request = request;
        this.caller = caller;
        this.traceparent = traceparent;
        this.precondition = Preconditions.from(request);
        this.key = IdempotencyKeys.from(request);
    }

    /** Who writes. */
    public Caller caller() {
        return caller;
    }

    /** What is demanded of the document. */
    public Precondition precondition() {
        return precondition;
    }

    /** The idempotency key as the client sent it. */
    public Optional<String> key() {
        return key;
    }

    /** W3C trace context, null where nothing is traced. */
    public @Nullable String traceparent() {
        return traceparent;
    }

    /**
     * What is remembered of a keyed write, null where the client sent no key.
     *
     * @param status status of the first answer
     */
    public @Nullable IdempotencyKey idempotency(int status) {
        return key.map(value -> IdempotencyKeys.of(
                        caller.client(),
                        request.getMethod(),
                        request.getRequestURI(),
                        value,
                        RequestBodies.bytes(request),
                        status))
                .orElse(null);
    }

    /**
     * The command that this request asks for.
     *
     * @param document id of the document
     * @param ags record key
     * @param status status of the first answer, for a repetition
     * @param decision what to do
     */
    public <S> Command<S> command(String document, String ags, int status, Decision<S> decision) {
        return new Command<>(
                document,
                ags,
                caller.client(),
                precondition,
                idempotency(status),
                null,
                traceparent,
                RequestBodies.bytes(request).length,
                decision);
    }
}
