package org.ratsnetz.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.meters.ContinuedTraces;

class BatchTracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    private final List<SpanData> ended = new ArrayList<>();

    private BatchTraces traces() {
        Tracer tracer = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new SpanExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> spans) {
                        ended.addAll(spans);
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode flush() {
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode shutdown() {
                        return CompletableResultCode.ofSuccess();
                    }
                }))
                .build()
                .get("test");
        return new BatchTraces(new ContinuedTraces(
                new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {}),
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), tracer)));
    }

    private static Heard<?> heard(@Nullable String traceparent) {
        Envelope envelope = new Envelope("id", "told", "/x", "k", Instant.EPOCH, 1, 1, traceparent, null);
        return new Heard<>("topic", 0, 7, true, "k", envelope, "payload");
    }

    @Test
    void aSampledRecordIsContinuedWithASpanOfItsConsumer() {
        Hearing hearing = new Hearing("feature", "group", List.of(), records -> {});
        List<Heard<?>> batch = List.of(
                heard("00-" + TRACE + "-" + PARENT + "-01"), heard("00-" + TRACE + "-" + PARENT + "-00"), heard(null));
        try (BatchTraces.Open open = traces().open(hearing, batch)) {
            open.succeeded();
        }
        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getName()).isEqualTo("feature hears told");
        });
    }
}
