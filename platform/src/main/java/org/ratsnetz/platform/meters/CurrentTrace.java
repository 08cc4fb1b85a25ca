package org.ratsnetz.platform.meters;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;

/** The trace that this thread works in, so that a change can carry it through Kafka to the read models. */
public final class CurrentTrace {

    private final Optional<Tracer> tracer;

    CurrentTrace(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    /** The W3C {@code traceparent} of the current span, empty where nothing is traced. */
    public Optional<String> traceparent() {
        return tracer.map(Tracer::currentSpan).map(Span::context).map(CurrentTrace::w3c);
    }

    private static String w3c(TraceContext context) {
        return "00-" + context.traceId() + '-' + context.spanId()
                + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
    }
}
