package org.ratsnetz.board.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OutageTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final String DEAD = Hearing.deadLetterTopic(CouncilEvent.TOPIC, Generations.GROUP);
    private static final int READERS = 50;

    private final RunningBoard board = RunningBoard.shared();
    private final FederationView view = board.bean(FederationView.class);

    /** How long a read took, and whether it failed. */
    private record Read(Duration took, boolean failed) {}

    private Read read() {
        long begin = System.nanoTime();
        boolean failed = false;
        try {
            view.now();
        } catch (MongoException e) {
            failed = true;
        }
        return new Read(Duration.ofNanos(System.nanoTime() - begin), failed);
    }

    private List<Read> readAllAtOnce() throws Exception {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Read> reads = new ArrayList<>();
            List<Callable<Read>> all = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                all.add(this::read);
            }
            for (Future<Read> one : readers.invokeAll(all)) {
                reads.add(one.get());
            }
            return reads;
        }
    }

    @Test
    void withoutTheDatabaseReadersAreToldSoonAndEventsWait(CapturedOutput output) throws Exception {
        String ags = "05960001";
        int dead = Told.read(DEAD).size();
        TestParts.mongod().kill();
        try {
            Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
            // until the figures that were read before are too old
            await().pollDelay(Duration.ofSeconds(1)).until(() -> read().failed());
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(readAllAtOnce()).allSatisfy(read -> {
                assertThat(read.failed()).isTrue();
                assertThat(read.took()).isLessThan(Duration.ofSeconds(2));
            });
        } finally {
            TestParts.mongod().start();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readAllAtOnce()).noneMatch(Read::failed));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(view.latest().rows()).containsKey(ags));
        assertThat(Told.read(DEAD)).hasSize(dead);
        assertThat(output).contains("waits for a part that is out").doesNotContain("ConsumerRecord(");
    }
}
