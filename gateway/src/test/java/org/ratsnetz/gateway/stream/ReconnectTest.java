package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;

/** Readers that come back to a gateway that has not seen them before. */
class ReconnectTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int HERD = 500;
    /** What one process with 20,000 files can hold of both ends. */
    private static final int LONG_HERD = 9_000;

    private static Publisher publisher;
    private final String subject = "05315000/" + UUID.randomUUID();

    @BeforeAll
    static void createTopics() {
        Publisher.createTopics();
        publisher = new Publisher();
    }

    @Test
    void aHerdThatComesBackAfterARestartIsServedWithinSeconds() {
        String id;
        try (RunningGateway before = RunningGateway.with()) {
            id = lastIdAt(before);
        }
        publisher.sendMany(subject, 1, 3);
        int herd = Boolean.getBoolean("ratsnetz.long") ? LONG_HERD : HERD;
        try (RunningGateway after = RunningGateway.with("ratsnetz.gateway.stream.viewers-per-address=" + LONG_HERD)) {
            awaitLive(after);
            long began = System.nanoTime();
            List<SseClient> all = IntStream.range(0, herd)
                    .mapToObj(i -> SseClient.open(after.port(), id))
                    .toList();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> all.stream()
                            .allMatch(client -> client.sequences(subject).size() == 3));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            System.out.println(herd + " readers came back in " + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofSeconds(herd == HERD ? 5 : 30));
            assertThat(all).allSatisfy(client -> {
                assertThat(client.snapshots()).isZero();
                assertThat(client.sequences(subject))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 3).boxed().toList());
            });
            all.forEach(SseClient::close);
        }
    }

    @Test
    void whoWasAwayForLongerThanTheWindowGetsASnapshotAndThenWhatComes() {
        try (RunningGateway gateway = RunningGateway.with("ratsnetz.gateway.stream.window-size=16KB")) {
            gateway.upstream().overview("{\"asOf\":{}}");
            String id = lastIdAt(gateway);
            Counter encoded = gateway.bean(MeterRegistry.class).counter("ratsnetz.gateway.stream.events");
            double before = encoded.count();
            publisher.sendMany(subject, 1, 100);
            await().atMost(SOON).until(() -> encoded.count() - before == 100);
            try (SseClient watcher = SseClient.open(gateway.port(), id)) {
                await().atMost(SOON).until(() -> watcher.snapshots() == 1);
                publisher.sendMany(subject, 101, 1);
                await().atMost(SOON).until(() -> watcher.sequences(subject).contains(101L));
                assertThat(watcher.events().getFirst().name()).isEqualTo("snapshot");
                assertThat(watcher.sequences(subject)).doesNotContain(1L);
            }
        }
    }

    @Test
    void whoNeverReadsIsClosed() {
        try (RunningGateway gateway = RunningGateway.with("ratsnetz.gateway.stream.patience=2s")) {
            awaitLive(gateway);
            try (SseClient never = SseClient.paused(gateway.port(), null)) {
                await().atMost(SOON).until(() -> viewers(gateway) == 1);
                publisher.sendMany(subject, 1, 1_500);
                await().atMost(SOON).until(() -> viewers(gateway) == 0);
                assertThat(never.ended()).isFalse(); // it has not even noticed
            }
        }
    }

    private static double viewers(RunningGateway gateway) {
        return gateway.bean(MeterRegistry.class)
                .get("ratsnetz.gateway.stream.viewers")
                .gauge()
                .value();
    }

    private static String lastIdAt(RunningGateway gateway) {
        awaitLive(gateway);
        try (SseClient client = SseClient.open(gateway.port(), null)) {
            await().atMost(SOON).until(() -> !client.lastId().isEmpty());
            return client.lastId();
        }
    }

    private static void awaitLive(RunningGateway gateway) {
        await().atMost(SOON)
                .until(() -> gateway.health("/readiness")
                        .at("/components/stream/status")
                        .asString("")
                        .equals("UP"));
    }
}
