package org.ratsnetz.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.gateway.route.ServiceDocuments;
import org.ratsnetz.gateway.route.UpstreamSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The overview of board-service with its positions, asked for at most once a second however many viewers need it. Meter:
 * {@code ratsnetz.gateway.stream.snapshots}, overviews asked for.
 */
@Component
class Snapshots {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final String OVERVIEW = "/api/federation/overview";
    private static final JsonMapper JSON = new JsonMapper();

    private final ServiceDocuments documents;
    private final URI board;
    private final Counter asked;
    private @Nullable CompletableFuture<Snapshot> latest;
    private @Nullable Layout layout;
    private long begun;

    Snapshots(ServiceDocuments documents, UpstreamSettings upstreams, MeterRegistry meters) {
        this.documents = documents;
        this.board = upstreams.board();
        this.asked = Counter.builder("ratsnetz.gateway.stream.snapshots")
                .description("Overviews asked of board-service for snapshots")
                .register(meters);
    }

    /** A snapshot at most a second old, or why there is none. */
    synchronized CompletableFuture<Snapshot> latest(Live live) {
        long now = System.nanoTime();
        CompletableFuture<Snapshot> current = latest;
        if (current != null && live.layout().equals(layout) && (!current.isDone() || now - begun < FRESH.toNanos())) {
            return current;
        }
        begun = now;
        layout = live.layout();
        asked.increment();
        CompletableFuture<Snapshot> next = documents
                .read(board, OVERVIEW)
                .map(json -> snapshot(json, live))
                .toFuture();
        latest = next;
        return next;
    }

    /** The next one is asked for whatever the age of the last. */
    synchronized void forget() {
        latest = null;
    }

    private static Snapshot snapshot(byte[] json, Live live) {
        JsonNode overview = JSON.readTree(json);
        byte[] line = JSON.writeValueAsBytes(overview); // without line breaks, which would end the event
        return new Snapshot(
                live.layout(),
                from(overview.path("asOf"), live),
                Frame.shared("event: snapshot\ndata: " + new String(line, StandardCharsets.UTF_8) + "\n"));
    }

    /**
     * What was applied when the overview was computed, and not further than this stream was when it was asked for: the association's
     * own events are not among the positions, but stored before they are published.
     */
    private static Position from(JsonNode asOf, Live live) {
        Position from = live.after();
        for (int slot = 0; slot < live.layout().size(); slot++) {
            TopicPartition partition = live.layout().partitions().get(slot);
            JsonNode applied = asOf.path(partition.topic());
            if (applied.isObject()) {
                from = from.atMost(
                        slot,
                        applied.path(Integer.toString(partition.partition())).asLong(-1) + 1);
            }
        }
        return from;
    }
}
