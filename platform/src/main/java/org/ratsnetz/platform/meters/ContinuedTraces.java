package org.ratsnetz.platform.meters;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Traces that go on where no thread carries them: behind a topic, or behind a document that waited. What is stored is the W3C {@code
 * traceparent}; only traces that are sampled go on.
 */
public final class ContinuedTraces {

    private static final String TRACEPARENT = "traceparent";
    private static final String SAMPLED = "-01";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    /** Nothing goes on where one of them is missing. */
    public ContinuedTraces(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Whether a trace is worth being stored. */
    public static boolean sampled(@Nullable String traceparent) {
        return traceparent != null && traceparent.endsWith(SAMPLED);
    }

    /** A span that goes on with a trace, started; empty where the trace is not sampled. Whoever asks ends it. */
    public Optional<Span> span(@Nullable String traceparent, Span.Kind kind, String name) {
        if (tracer == null || propagator == null || traceparent == null || !sampled(traceparent)) {
            return Optional.empty();
        }
        return Optional.of(propagator
                .extract(traceparent, (carrier, header) -> TRACEPARENT.equals(header) ? carrier : null)
                .kind(kind)
                .name(name)
                .start());
    }
}
