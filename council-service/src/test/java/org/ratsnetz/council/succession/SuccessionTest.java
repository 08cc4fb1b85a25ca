package org.ratsnetz.council.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ratsnetz.council.Office.etag;
import static org.ratsnetz.council.Office.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.council.Office;
import org.ratsnetz.council.Topics;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.security.Role;
import tools.jackson.databind.JsonNode;

/** What follows for other documents, on the real topics: once, however often an event comes. */
class SuccessionTest {

    private static final String BY = "ratsnetz-succession";

    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open("council-succession");
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String mandates(String ags) {
        return "/api/councils/" + ags + "/mandates";
    }

    /** Enters a mandate; its address. */
    private static String entered(String ags, String kind, String begin) {
        HttpResponse<String> answer =
                office.send("POST", mandates(ags), office.council(ags), """
                {"person":{"name":"Ada Muster"},"kind":"%s","list":"Liste A","begin":"%s"}""".formatted(kind, begin));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String end(String ags, String place, String day, String successor) {
        HttpResponse<String> answer = office.patch(
                place,
                office.council(ags),
                "{\"end\":\"%s\",\"successor\":\"%s\"}".formatted(day, successor.substring(successor.length() - 24)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode awaitChange(String place) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(office.get(place)),
                        mandate -> mandate.path("changedBy").asString().equals(BY));
    }

    private static void repeatAll(String ags, String type) {
        List<ConsumerRecord<String, byte[]>> records = Topics.read(CouncilEvent.TOPIC, ags).stream()
                .filter(record -> type.equals(
                        new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)))
                .toList();
        assertThat(records).isNotEmpty();
        records.forEach(Topics::repeat);
        Topics.awaitHeard(office, CouncilEvent.TOPIC, Succession.GROUP);
    }

    @Test
    void theActiveMandatesOfACeasedCouncilEndOnThatDayAndOnce() {
        String ags = "05154004";
        office.register(ags);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        String first = entered(ags, "elected", "2025-11-01");
        String second = entered(ags, "substitute", "2025-11-01");
        String later = entered(ags, "elected", today.plusDays(40).toString());
        String ended = entered(ags, "elected", "2025-11-01");
        office.patch(ended, office.council(ags), "{\"end\":\"2025-12-31\"}");
        String withdrawn = entered(ags, "elected", "2025-11-01");
        office.send("DELETE", withdrawn, office.council(ags), "", "If-Match", "*");
        List<String> others = List.of(etag(office.get(ended)), etag(office.get(withdrawn)));

        office.patch("/api/councils/" + ags, office.registrar(), "{\"state\":\"ceased\"}");
        for (String place : List.of(first, second, later)) {
            JsonNode mandate = awaitChange(place);
            assertThat(mandate.path("state").asString()).isEqualTo("ended");
            assertThat(mandate.path("end").asString())
                    .isEqualTo(place.equals(later) ? today.plusDays(40).toString() : today.toString());
        }
        List<String> once = List.of(etag(office.get(first)), etag(office.get(second)), etag(office.get(later)));
        repeatAll(ags, "council-ceased");
        assertThat(List.of(etag(office.get(first)), etag(office.get(second)), etag(office.get(later))))
                .isEqualTo(once);
        assertThat(List.of(etag(office.get(ended)), etag(office.get(withdrawn))))
                .isEqualTo(others);
    }

    @Test
    void anOldEventEndsNothingOfACouncilThatExistsAgain() {
        String ags = "05154008";
        office.register(ags);
        String before = entered(ags, "elected", "2025-11-01");
        office.patch("/api/councils/" + ags, office.registrar(), "{\"state\":\"ceased\"}");
        awaitChange(before);
        office.patch("/api/councils/" + ags, office.registrar(), "{\"state\":\"active\"}");
        await().until(() ->
                office.patch(before, office.council(ags), "{\"end\":null}").statusCode() == 200);
        String tag = etag(office.get(before));
        repeatAll(ags, "council-ceased");
        assertThat(etag(office.get(before))).isEqualTo(tag);
    }

    @Test
    void aSubstituteFollowsOnASeatThatHasBecomeFree() {
        String ags = "05154012";
        office.register(ags);
        String leaving = entered(ags, "elected", "2025-11-01");
        String substitute = entered(ags, "substitute", "2025-11-01");
        end(ags, leaving, "2026-03-31", substitute);
        JsonNode follower = awaitChange(substitute);
        assertThat(follower.path("kind").asString()).isEqualTo("elected");
        assertThat(follower.path("begin").asString()).isEqualTo("2026-04-01");
        assertThat(follower.path("state").asString()).isEqualTo("active");
        assertThat(follower.path("person").path("name").asString()).isEqualTo("Ada Muster");

        office.patch(substitute, office.council(ags), "{\"kind\":\"substitute\",\"begin\":\"2025-11-01\"}");
        String putBack = etag(office.get(substitute));
        repeatAll(ags, "mandate-ended");
        assertThat(etag(office.get(substitute))).isEqualTo(putBack);
    }

    @Test
    void whoFollowedStepsBackWhenTheEndIsTakenBack() {
        String ags = "05154020";
        office.register(ags);
        String leaving = entered(ags, "elected", "2025-11-01");
        String substitute = entered(ags, "substitute", "2025-11-02");
        end(ags, leaving, "2026-03-31", substitute);
        awaitChange(substitute);
        assertThat(office.patch(leaving, office.council(ags), "{\"end\":null,\"successor\":null}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(office.get(leaving)).path("state").asString()).isEqualTo("active");
        JsonNode back = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(office.get(substitute)),
                        mandate -> mandate.path("kind").asString().equals("substitute"));
        assertThat(back.path("begin").asString()).isEqualTo("2025-11-02");
        String tag = etag(office.get(substitute));
        repeatAll(ags, "mandate-ended");
        repeatAll(ags, "mandate-changed");
        assertThat(etag(office.get(substitute))).isEqualTo(tag);
    }

    @Test
    void nobodyElseFollows() {
        String ags = "05154016";
        office.register(ags);
        String expert = entered(ags, "expert", "2025-11-01");
        String tag = etag(office.get(expert));
        end(ags, entered(ags, "elected", "2025-11-01"), "2026-03-31", expert);
        end(ags, entered(ags, "elected", "2025-11-01"), "2026-03-31", "0123456789abcdef01234567");
        String substitute = entered(ags, "substitute", "2025-11-01");
        String undone = entered(ags, "elected", "2025-11-01");
        Topics.awaitHeard(office, CouncilEvent.TOPIC, Succession.GROUP);
        String consumer = "/api/operations/councils/consumers/succession/";
        String operator = office.service().tokens().role(Role.OPERATOR);
        assertThat(office.send("POST", consumer + "pause", operator, "").statusCode())
                .isLessThan(300);
        // a poll that is under way when the pause comes lasts half a second at most
        Consumption succession = office.service().context().getBean(Consumers.class).all().stream()
                .filter(it -> it.hearing().name().equals("succession"))
                .findFirst()
                .orElseThrow();
        await().pollDelay(Duration.ofSeconds(1)).until(succession::paused);
        end(ags, undone, "2026-03-31", substitute);
        office.patch(undone, office.council(ags), "{\"end\":null}");
        assertThat(office.send("POST", consumer + "resume", operator, "").statusCode())
                .isLessThan(300);
        Topics.awaitHeard(office, CouncilEvent.TOPIC, Succession.GROUP);
        assertThat(etag(office.get(expert))).isEqualTo(tag);
        assertThat(json(office.get(substitute)).path("kind").asString()).isEqualTo("substitute");
    }
}
