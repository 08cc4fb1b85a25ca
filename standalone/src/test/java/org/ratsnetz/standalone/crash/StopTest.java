package org.ratsnetz.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.platform.crash.Checker;
import org.ratsnetz.platform.crash.WriteLog;
import org.ratsnetz.standalone.crash.OneRequest.End;
import org.ratsnetz.standalone.crash.OneRequest.Outcome;
import org.ratsnetz.standalone.journey.Platforms;
import org.ratsnetz.standalone.journey.RunningPlatform;

/**
 * The platform under load. Stops it, as Ctrl-C does, while it is written to and watched. Every write has its own connection and ends in one of
 * three ways: answered 200; refused, since nobody listens any more; or closed before a byte of an answer. The last is what the
 * kernel does with connections that it made but that the gateway had not taken yet when it stopped listening; such a write must not
 * have happened, so that to its sender it is the same as a refusal. {@code -Dratsnetz.long=true} makes it fifty rounds.
 *
 * <p>And before: 64 callers write as fast as they are answered.
 */
@ExtendWith(Platforms.Shared.class)
class StopTest {

    private static final int SHORT = 1;
    private static final int LONG = 50;
    private static final int WRITERS = 16;
    private static final int READERS = 5;
    private static final int ANSWERS_BEFORE = 200;

    private final AtomicInteger marks = new AtomicInteger();

    @Test
    void manyCallersAtOnceAreAllServedAndNoUpdateIsLost(Platforms platforms) throws Exception {
        Load load = new Load(platforms.first());
        load.run(Duration.ofSeconds(10));
        assertThat(load.refused()).isEmpty();
        assertThat(load.accepted()).isGreaterThan(100); // far below what even a busy machine does
        assertThat(load.lost()).isEmpty();
    }

    @Test
    void whoIsServedIsServedToTheEndWhenThePlatformStops(Platforms platforms) throws Exception {
        RunningPlatform platform = platforms.first();
        int rounds = Boolean.getBoolean("ratsnetz.long") ? LONG : SHORT;
        try (WriteLog log = new WriteLog(platform.writes())) {
            Map<String, Integer> ports = platform.ports();
            for (int round = 1; round <= rounds; round++) {
                List<String> undone = stopUnderLoad(platform, log, round);
                platform.startAgain();
                assertThat(platform.ports()).isEqualTo(ports);
                Witness witness = new Witness(platform);
                assertThat(witness.faultsOnceSettled(log)).isEmpty();
                assertThat(witness.marks()).doesNotContainAnyElementsOf(undone);
            }
        }
    }

    /** Gives the marks of writes that were closed without an answer. */
    private List<String> stopUnderLoad(RunningPlatform platform, WriteLog log, int round) throws Exception {
        List<String> councils = platform.councils().subList(0, WRITERS);
        Round load = new Round(log, platform.port());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> OneRequest.send(platform.port(), STREAM)));
            }
            for (String ags : councils) {
                String token = platform.token("council-" + ags);
                threads.execute(() -> load.write(ags, token));
            }
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> load.answered.get() >= ANSWERS_BEFORE);
            Map<String, Long> processes = platform.processes();
            Duration took = platform.stop();
            load.stopping = true;
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            System.out.printf(
                    "Stop %d: %d answered, %d refused, %d closed, in %.1f s%n",
                    round, load.answered.get(), load.refused.get(), load.undone.size(), took.toMillis() / 1000.0);
            assertThat(load.surprises).isEmpty();
            assertThat(load.refused).hasPositiveValue();
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(processes.values()).noneMatch(RunningPlatform.aliveProcess());
            assertThat(readers)
                    .allSatisfy(reader -> assertThat(reader.get().text())
                            .startsWith("HTTP/1.1 200 ")
                            .contains("event: change"));
        }
        return List.copyOf(load.undone);
    }

    private static final String STREAM = """
            GET /api/federation/stream HTTP/1.1\r
            Host: 127.0.0.1\r
            Accept: text/event-stream\r
            \r
            """;

    /** What the writers saw until nobody listened. */
    private final class Round {

        private final WriteLog log;
        private final int port;
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> undone = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
        private volatile boolean stopping;

        Round(WriteLog log, int port) {
            this.log = log;
            this.port = port;
        }

        void write(String ags, String token) {
            try {
                boolean open = true;
                while (open && !stopping) {
                    open = writeOne(ags, token, Checker.OURS + "stop-" + marks.incrementAndGet());
                }
            } catch (IOException | RuntimeException e) {
                surprises.add("a writer ended: " + e);
            }
        }

        private boolean writeOne(String ags, String token, String mark) throws IOException {
            log.tries(mark, ags);
            Outcome outcome = OneRequest.send(port, request(ags, token, mark));
            if (outcome.end() == End.REFUSED) {
                refused.incrementAndGet();
                return false;
            }
            if (outcome.end() == End.CLOSED) {
                undone.add(mark);
            } else if (outcome.end() == End.ANSWERED && outcome.status() == 200) {
                log.accepted(mark, ags, outcome.content());
                answered.incrementAndGet();
            } else {
                surprises.add(mark + ": " + outcome);
            }
            return true;
        }
    }

    private static String request(String ags, String token, String mark) {
        String body = "{\"committee\":{\"label\":\"" + mark + "\"}}";
        return """
                PATCH /api/councils/%s HTTP/1.1\r
                Host: 127.0.0.1\r
                Connection: close\r
                Authorization: Bearer %s\r
                If-Match: *\r
                Idempotency-Key: %s\r
                Content-Type: application/merge-patch+json\r
                Content-Length: %d\r
                \r
                %s""".formatted(ags, token, mark, body.getBytes(StandardCharsets.UTF_8).length, body);
    }
}
