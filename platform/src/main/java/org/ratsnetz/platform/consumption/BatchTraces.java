package org.ratsnetz.platform.consumption;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Continues the trace of each record that is sampled ({@code traceparent}) with a span for its batch. */
final class BatchTraces {

    private static final String TRACEPARENT = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    BatchTraces(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The spans of a batch; closing ends them. */
    static final class Open implements AutoCloseable {

        private final List<Span> spans = new ArrayList<>();
        private boolean succeeded;

        /** The batch was handled. */
        void succeeded() {
            succeeded = true;
        }

        @Override
        public void close() {
            for (Span span : spans) {
                if (!succeeded) {
                    span.tag("error", "the batch failed");
                }
                span.end();
            }
        }
    }

    Open open(Hearing hearing, List<Heard<?>> records) {
        Open open = new Open();
        if (tracer != null && propagator != null) {
            for (Heard<?> heard : records) {
                String parent = heard.envelope().traceparent();
                if (parent != null && parent.endsWith("01")) {
                    open.spans.add(span(propagator, hearing, heard, parent));
                }
            }
        }
        return open;
    }

    private static Span span(Propagator propagator, Hearing hearing, Heard<?> heard, String parent) {
        return propagator
                .extract(parent, (carrier, name) -> TRACEPARENT.equals(name) ? carrier : null)
                .kind(Span.Kind.CONSUMER)
                .name(hearing.name() + " hears " + heard.envelope().type())
                .tag("messaging.destination.name", heard.topic())
                .tag("messaging.consumer.group.name", hearing.groupId())
                .start();
    }
}
