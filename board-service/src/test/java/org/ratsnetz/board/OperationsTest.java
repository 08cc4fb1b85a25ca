package org.ratsnetz.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Wire;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

class OperationsTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final String AREA = "/api/operations/federation/";

    private final RunningBoard board = RunningBoard.shared();
    private final FederationView view = board.bean(FederationView.class);
    private final Http operator = board.operator();

    private JsonNode consumer() {
        JsonNode consumers = operator.json(AREA + "consumers").get("items");
        assertThat(consumers).hasSize(1);
        return consumers.get(0);
    }

    /** One council for about every partition. */
    private static List<ProducerRecord<byte[], byte[]>> manyCouncils(String prefix) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String ags = prefix + String.format("%02d", i);
            records.add(Told.event(ags, 1, TIME, Samples.registered(ags)));
        }
        return records;
    }

    @Test
    void aFeatureThatIsPausedTakesNothingInAnyProcessAndStaysPausedOverAStart() {
        assertThat(consumer().get("state").asString()).isEqualTo("running");
        HttpResponse<String> answer = operator.post(AREA + "consumers/federation/pause", "");
        assertThat(answer.statusCode()).isEqualTo(202);
        String task = answer.headers().firstValue("Location").orElseThrow();
        assertThat(operator.json(task).get("state").asString()).isEqualTo("done");
        assertThat(consumer().get("state").asString()).isEqualTo("paused");
        try (RunningBoard second = RunningBoard.start("board")) {
            Told.tell(manyCouncils("059400"));
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(8))
                    .untilAsserted(() -> assertThat(view.latest().rows())
                            .noneSatisfy((ags, row) -> assertThat(ags).startsWith("059400")));
            assertThat(second.bean(Consumers.class).all()).allMatch(Consumption::paused);
            assertThat(operator.post(AREA + "consumers/federation/resume", "").statusCode())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> view.latest().rows().keySet().stream()
                                    .filter(ags -> ags.startsWith("059400"))
                                    .count()
                            == 60);
        }
        assertThat(consumer().get("state").asString()).isEqualTo("running");
        assertThat(operator.post(AREA + "consumers/nobody/pause", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void consumersTellHowFarTheyAre() {
        assertThat(consumer().get("name").asString()).isEqualTo("federation");
        assertThat(consumer().get("topics").toString()).contains("council-events", "council-people");
        await().untilAsserted(() -> {
            assertThat(consumer().get("lag").asLong()).isZero();
            assertThat(consumer().get("handled").asLong())
                    .isEqualTo(consumer().get("total").asLong());
        });
    }

    @Test
    void theOutboxIsEmptyWhenKafkaHasEverything() {
        await().untilAsserted(() -> {
            JsonNode outbox = operator.json(AREA + "outbox");
            assertThat(outbox.get("documents").asInt()).isZero();
            assertThat(outbox.get("healthy").asBoolean()).isTrue();
            assertThat(outbox.get("stuck").isEmpty()).isTrue();
        });
    }

    @Test
    void aCouncilsDocumentsAreAskedForAllAtOnceAndOnlyItsOwn() {
        String ags = "05940101";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.ELECTED)));
        await().untilAsserted(() -> assertThat(view.latest().rows().get(ags))
                .isNotNull()
                .satisfies(row -> assertThat(row.steps()).isNotEmpty()));
        HttpResponse<String> foreign =
                operator.post(AREA + "resync", "{\"ags\":\"" + ags + "\",\"document\":\"05940102/m1\"}");
        assertThat(foreign.statusCode()).isEqualTo(422);
        assertThat(foreign.body()).contains("/document");
        assertThat(operator.post(AREA + "resync", "{\"ags\":\"0594\"}").statusCode())
                .isEqualTo(422);
        HttpResponse<String> answer = operator.post(AREA + "resync", "{\"ags\":\"" + ags + "\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Told.read(ResyncRequest.TOPIC))
                .extracting(record -> WireJson.read(record.value(), ResyncRequest.class))
                .filteredOn(request -> request.ags().equals(ags))
                .extracting(ResyncRequest::document)
                .contains(ags, ags + "/m1", ags + "/m2");
        JsonNode tasks = operator.json(AREA + "tasks").get("items");
        assertThat(tasks).anySatisfy(task -> {
            assertThat(task.get("kind").asString()).isEqualTo("resync");
            assertThat(task.get("state").asString()).isEqualTo("done");
            assertThat(task.get("by").asString()).isEqualTo("operator");
        });
        assertThat(operator.get(AREA + "tasks/none").statusCode()).isEqualTo(404);
        assertThat(operator.post(AREA + "tasks/" + tasks.get(0).get("id").asString() + "/abandon", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aConsumerThatDiedShowsInTheHealth() throws Exception {
        assertThat(health().statusCode()).as(health().body()).isEqualTo(200);
        assertThat(health().body()).contains("\"consumers\"", "board-federation-g", "\"running\"");
        String topic = "operations-test";
        String replays = Hearing.replayTopic(topic, "doomed");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, Optional.of(1), Optional.of((short) 1)),
                            new NewTopic(replays, Optional.of(1), Optional.of((short) 1))))
                    .all()
                    .get();
        }
        Consumption doomed = board.bean(Consumers.class)
                .open(new Hearing(
                        "doomed",
                        "doomed",
                        List.of(Wire.events(topic, CouncilEvent.class, CouncilEvent::ags)),
                        records -> {
                            throw new NoClassDefFoundError("as if the program were broken");
                        }));
        try {
            assertThat(doomed.running()).isTrue();
            Told.tell(Told.record(
                    topic,
                    "05940103",
                    Told.envelope("council-registered", "05940103", 1, 1, TIME),
                    WireJson.write(Samples.registered("05940103"))));
            await().untilAsserted(() -> assertThat(doomed.running()).isFalse());
            HttpResponse<String> health = health();
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("\"doomed\":\"dead\"");
        } finally {
            doomed.close();
        }
    }

    private HttpResponse<String> health() {
        return new Http(board.management(), null).get("/actuator/health");
    }
}
