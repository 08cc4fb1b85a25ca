package org.ratsnetz.board.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.Http;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;

/**
 * Measures how fast records are taken into an empty read model. No test: it runs only when it is named, with {@code mvn -B verify
 * -pl board-service -am -Dtest=ReplayMeasure -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ReplayMeasure {

    private static final int MANDATES = Integer.getInteger("ratsnetz.measure.mandates", 100_000);
    private static final int COUNCILS = 52;

    private final RunningBoard board = RunningBoard.shared();

    @Test
    void replayIntoAnEmptyReadModel() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Instant time = Instant.parse("2026-03-01T10:00:00Z");
        for (int c = 0; c < COUNCILS; c++) {
            records.add(Told.event(ags(c), 1, time, Samples.registered(ags(c))));
        }
        for (int i = 0; i < MANDATES; i++) {
            String ags = ags(i % COUNCILS);
            String id = "m" + i;
            records.add(Told.person(
                    0, time, Samples.person(ags, id, List.of(Gender.values()).get(i % 3))));
            records.add(Told.event(
                    ags + "/" + id,
                    1,
                    time,
                    Samples.begun(ags, id, List.of(MandateKind.values()).get(i % 2))));
        }
        KafkaAdministration kafka = board.bean(KafkaAdministration.class);
        var hearing = board.bean(Consumers.class).all().getFirst().hearing();
        long begin = System.nanoTime();
        Told.tell(records);
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(kafka.progress(hearing).lag()).isZero());
        tell("live, rows derived with every batch", records.size(), seconds(begin));
        Http operator = board.operator();
        long rebuilt = System.nanoTime();
        String task = operator.post("/api/operations/federation/rebuild", "")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Generations generations = board.bean(Generations.class);
        int old = generations.serving().number();
        boolean caughtUp = false;
        while (generations.serving().number() == old) {
            var now = operator.json(task);
            String message = now.path("message").asString();
            System.out.printf("%.1f s: %s %s%n", seconds(rebuilt), now.get("progress"), message);
            if (!caughtUp && message.equals("deriving")) {
                caughtUp = true;
                tell("replay into an empty read model", records.size(), seconds(rebuilt));
            }
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
        tell("replay with rows and switch", records.size(), seconds(rebuilt));
    }

    private static void tell(String what, int records, double seconds) {
        System.out.printf("%s: %,d records in %.1f s, %,.0f/s%n", what, records, seconds, records / seconds);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static String ags(int council) {
        return String.format("0595%04d", council);
    }
}
