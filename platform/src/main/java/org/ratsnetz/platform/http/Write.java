package org.ratsnetz.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.IdempotencyKey;
import org.ratsnetz.platform.publication.Precondition;
import org.ratsnetz.platform.security.Caller;
import org.springframework.http.HttpStatus;

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
     * @param status status of the first answer where the document was there, for a repetition
     * @param decision what to do
     */
    public <S> Command<S> command(String document, String ags, int status, Decision<S> decision) {
        return command(document, ags, precondition, status, decision);
    }

    /**
     * The command of a request that makes a document which was not there. {@code If-Match} means nothing then; the decision says
     * what becomes of a document that is there.
     *
     * @param document id of the document
     * @param ags record key
     * @param decision what to do
     */
    public <S> Command<S> creation(String document, String ags, Decision<S> decision) {
        Precondition demand = switch (precondition) {
            case Precondition.Missing() -> new Precondition.None();
            case Precondition.Exists() -> new Precondition.None();
            case Precondition.Absent absent -> absent;
            case Precondition.Matches matches -> matches;
            case Precondition.None none -> none;
        };
        return command(document, ags, demand, HttpStatus.CREATED.value(), decision);
    }

    private <S> Command<S> command(String document, String ags, Precondition demand, int status, Decision<S> decision) {
        return new Command<>(
                document,
                ags,
                caller.client(),
                demand,
                idempotency(status),
                null,
                traceparent,
                RequestBodies.bytes(request).length,
                decision);
    }
}
