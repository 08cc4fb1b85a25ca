package org.ratsnetz.board.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.Http;
import org.ratsnetz.board.Kafka;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.consumption.Positions;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.operations.Task;
import org.ratsnetz.platform.operations.Tasks;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

class RebuildTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    private static final String REBUILD = "/api/operations/federation/rebuild";
    private static final String DEAD = Hearing.deadLetterTopic(CouncilEvent.TOPIC, Generations.GROUP);

    private final RunningBoard board = RunningBoard.shared();
    private final FederationView view = board.bean(FederationView.class);
    private final Generations generations = board.bean(Generations.class);

    @Test
    void aRebuiltGenerationSaysTheSameAndServesWithoutAGap() {
        Told.tell(someDays("05920001", 300));
        await().untilAsserted(() -> assertThat(view.latest().rows()).containsKey("05920001"));
        settle();
        Map<String, String> before = canonical();
        Told.tell(Told.record(
                CouncilEvent.TOPIC, "05920001", Told.envelope("unheard-of", "05920001", 1, 9, TIME), new byte[0]));
        settle();
        int dead = Told.read(DEAD).size();
        Positions asOf = view.latest().asOf();
        int old = generations.serving().number();
        Http operator = board.operator();
        var answer = operator.post(REBUILD, "");
        assertThat(answer.statusCode()).isEqualTo(202);
        String task = answer.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(operator.json(task).get("state").asString()).isEqualTo("done"));
        assertThat(generations.serving().number()).isGreaterThan(old);
        assertThat(canonical()).isEqualTo(before);
        assertThat(Told.read(DEAD))
                .as("dead letters of old are not written again")
                .hasSize(dead);
        assertThat(view.latest().asOf().covers(asOf)).isTrue();
        Told.tell(Told.event("05920002", 1, TIME, Samples.registered("05920002")));
        await().untilAsserted(() -> assertThat(view.latest().rows()).containsKey("05920002"));
    }

    @Test
    void aGenerationThatIsBehindMayNotServe() {
        Positions serving = new Positions(Map.of(CouncilEvent.TOPIC, Map.of(0, 10L, 1, 5L)));
        assertThat(Rebuild.mayTurn(serving, serving)).isTrue();
        assertThat(Rebuild.mayTurn(serving, new Positions(Map.of(CouncilEvent.TOPIC, Map.of(0, 11L, 1, 5L)))))
                .isTrue();
        assertThat(Rebuild.mayTurn(serving, new Positions(Map.of(CouncilEvent.TOPIC, Map.of(0, 99L, 1, 4L)))))
                .isFalse();
        assertThat(Rebuild.mayTurn(serving, new Positions(Map.of(CouncilEvent.TOPIC, Map.of(0, 10L)))))
                .isFalse();
        assertThat(Rebuild.mayTurn(serving, Positions.NONE)).isFalse();
    }

    @Test
    void noGenerationTakesOverWithoutItsFence() {
        Pointer pointer = board.bean(Pointer.class);
        int active = pointer.read().active();
        assertThat(pointer.turn("no such fence", active + 100)).isFalse();
        pointer.fence("first", Duration.ofSeconds(5));
        pointer.fence("second", Duration.ofSeconds(5));
        assertThat(pointer.turn("first", active + 100)).isFalse();
        pointer.lift("second");
        assertThat(pointer.turn("second", active + 100)).isFalse();
        assertThat(pointer.read().active()).isEqualTo(active);
    }

    @Test
    void aSwitchThatNeverComesAboutEndsTheTaskWithAReason() {
        Pointer pointer = board.bean(Pointer.class);
        Http operator = board.operator();
        int old = generations.serving().number();
        String task =
                operator.post(REBUILD, "").headers().firstValue("Location").orElseThrow();
        try {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                // a process that lives and never stands still
                pointer.alive("ghost", null);
                JsonNode now = operator.json(task);
                assertThat(now.get("state").asString()).isEqualTo("failed");
                assertThat(now.get("message").asString()).contains("3 times", "stood still");
            });
        } finally {
            pointer.leaves("ghost");
        }
        assertThat(generations.serving().number()).isEqualTo(old);
        assertThat(board.bean(Consumers.class).all()).hasSize(1);
        assertThat(pointer.read().fence()).isNull();
    }

    @Test
    void aRebuildThatFailsByADefectSaysSo() {
        Consumption inTheWay = board.bean(Consumers.class)
                .open(new Hearing("in-the-way", Generations.GROUP, 999, 1, List.of(Wires.PEOPLE), records -> {}));
        try {
            // at most one is open, and another test's may still be
            Task task = await().until(
                            () -> board.bean(Tasks.class).ask(Rebuild.KIND, "test", Map.of("generation", 999)),
                            asked -> Integer.valueOf(999).equals(asked.details().get("generation")));
            await().untilAsserted(() -> assertThat(board.bean(Tasks.class).find(task.id()))
                    .hasValueSatisfying(now -> {
                        assertThat(now.state()).isEqualTo(Task.State.failed);
                        assertThat(now.message()).contains("is heard already");
                    }));
        } finally {
            inTheWay.close();
        }
    }

    @Test
    void aSwitchOfTwoProcessesShowsNobodyLessThanBefore() throws Exception {
        String ags = "05920004";
        Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger told = new AtomicInteger();
        try (RunningBoard second = RunningBoard.start("board");
                ExecutorService threads = Executors.newCachedThreadPool()) {
            int old = generations.serving().number();
            List<Future<?>> all = new ArrayList<>();
            try {
                all.add(threads.submit(() -> {
                    while (goesOn.get()) {
                        String id = "m" + told.incrementAndGet();
                        Told.tell(Told.event(ags + "/" + id, 1, TIME, Samples.begun(ags, id, MandateKind.ELECTED)));
                    }
                }));
                all.add(threads.submit(() -> neverBack(view, goesOn)));
                all.add(threads.submit(() -> neverBack(second.bean(FederationView.class), goesOn)));
                Http operator = board.operator();
                String task = operator.post(REBUILD, "")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(
                                        operator.json(task).get("state").asString())
                                .isEqualTo("done"));
            } finally {
                goesOn.set(false);
            }
            for (Future<?> one : all) {
                one.get();
            }
            for (RunningBoard each : List.of(board, second)) {
                assertThat(each.bean(Generations.class).serving().number()).isGreaterThan(old);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(each.bean(FederationView.class)
                                        .latest()
                                        .rows()
                                        .get(ags))
                                .isNotNull()
                                .satisfies(row -> assertThat(
                                                row.on(LocalDate.of(2026, 3, 2)).filled())
                                        .isEqualTo(told.get())));
            }
        }
    }

    @Test
    void whoeverReadsTheLatestMeanwhileReadersAreShownNoLessThanBefore() throws Exception {
        String ags = "05920009";
        Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger told = new AtomicInteger();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> readers = threads.submit(() -> neverBack(view, goesOn));
            for (int i = 0; i < 3; i++) {
                threads.execute(() -> {
                    while (goesOn.get()) {
                        view.latest();
                    }
                });
            }
            try {
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> {
                            String id = "m" + told.incrementAndGet();
                            Told.tell(Told.event(ags + "/" + id, 1, TIME, Samples.begun(ags, id, MandateKind.ELECTED)));
                            return told.get() == 500 || readers.isDone();
                        });
            } finally {
                goesOn.set(false);
            }
            readers.get();
        }
    }

    private static void neverBack(FederationView view, AtomicBoolean goesOn) {
        Positions before = Positions.NONE;
        while (goesOn.get()) {
            Positions now = view.now().asOf();
            assertThat(now.covers(before))
                    .as(before + " was shown before " + now)
                    .isTrue();
            before = now;
        }
    }

    @Test
    void behindAFenceNothingIsAppliedWhateverConsumerBringsIt() {
        Pointer pointer = board.bean(Pointer.class);
        String ags = "05920003";
        // the generation's first consumer is gone, another one hears for it
        Kafka.rewind(board, Generations.group(generations.serving().number()));
        pointer.fence("still", Duration.ofSeconds(30));
        try {
            await().untilAsserted(
                            () -> assertThat(pointer.allStandBehind("still")).isTrue());
            Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
            await().during(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(view.latest().rows()).doesNotContainKey(ags));
        } finally {
            pointer.lift("still");
        }
        await().untilAsserted(() -> assertThat(view.latest().rows()).containsKey(ags));
    }

    private void settle() {
        KafkaAdministration kafka = board.bean(KafkaAdministration.class);
        Hearing hearing = board.bean(Consumers.class).all().getFirst().hearing();
        await().untilAsserted(() -> assertThat(kafka.progress(hearing).lag()).isZero());
    }

    /** Rows without what no reader sees. */
    private Map<String, String> canonical() {
        Map<String, String> rows = new TreeMap<>();
        view.latest()
                .rows()
                .forEach((ags, row) -> rows.put(
                        ags,
                        new String(
                                WireJson.write(
                                        new Row(ags, 0, row.council(), row.ceasedOn(), row.steps(), row.lastChange())),
                                StandardCharsets.UTF_8)));
        return rows;
    }

    private static List<ProducerRecord<byte[], byte[]>> someDays(String ags, int mandates) {
        Random random = new Random(7);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(Told.event(ags, 1, TIME, Samples.registered(ags)));
        for (int i = 0; i < mandates; i++) {
            String id = "m" + i;
            String document = ags + "/" + id;
            MandateKind kind = List.of(MandateKind.values()).get(random.nextInt(4));
            Gender gender = List.of(Gender.values()).get(random.nextInt(3));
            records.add(Told.person(0, TIME, Samples.person(ags, id, gender)));
            records.add(Told.event(document, 1, TIME.plusSeconds(i), Samples.begun(ags, id, kind)));
            if (random.nextBoolean()) {
                LocalDate end = LocalDate.of(2026, 4, 1).plusDays(random.nextInt(30));
                records.add(Told.event(document, 2, TIME.plusSeconds(i), Samples.ended(ags, id, kind, end)));
            } else if (random.nextInt(5) == 0) {
                records.add(Told.erasure(document, 1, TIME));
                records.add(Told.event(document, 2, TIME.plusSeconds(i), Samples.withdrawn(ags, id, kind)));
            }
        }
        return records;
    }
}
