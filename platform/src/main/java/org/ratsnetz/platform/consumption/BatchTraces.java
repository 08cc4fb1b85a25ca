package org.ratsnetz.platform.consumption;

import io.micrometer.tracing.Span;
import java.util.ArrayList;
import java.util.List;
import org.ratsnetz.platform.meters.ContinuedTraces;

/** Continues the trace of each record that is sampled ({@code traceparent}) with a span for its batch. */
final class BatchTraces {

    private final ContinuedTraces traces;

    BatchTraces(ContinuedTraces traces) {
        this.traces = traces;
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
        for (Heard<?> heard : records) {
            String name = hearing.name() + " hears " + heard.envelope().type();
            traces.span(heard.envelope().traceparent(), Span.Kind.CONSUMER, name)
                    .map(span -> span.tag("messaging.destination.name", heard.topic())
                            .tag("messaging.consumer.group.name", hearing.groupId()))
                    .ifPresent(open.spans::add);
        }
        return open;
    }
}
