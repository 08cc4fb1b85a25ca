package org.ratsnetz.board.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.Http;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.FindingFacts;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

class FindingTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    private final RunningBoard board = RunningBoard.shared();
    private final Http http = board.http();

    private List<String> rules(String ags, String state) {
        return http.json("/api/federation/findings?state=" + state + "&ags=" + ags)
                .get("items")
                .valueStream()
                .map(finding -> finding.get("rule").asString())
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> told(String finding) {
        return Told.read(BoardEvent.TOPIC).stream()
                .filter(record -> Envelope.read(record.headers()).subject().equals(finding))
                .toList();
    }

    @Test
    void findingsAreToldInOrderWithWhatTheySay() {
        String ags = "05970001";
        Told.tell(Told.event(ags, 1, TIME, new CouncilEvent.CouncilRegistered(Samples.council(ags, 4, 4))));
        await().untilAsserted(() -> assertThat(rules(ags, "open")).contains("C2"));
        Told.tell(Told.event(
                ags, 2, TIME, new CouncilEvent.CouncilChanged(Samples.council(ags, 5, 6), List.of("seats"))));
        await().untilAsserted(() -> assertThat(told(ags + "/C2")).hasSize(2));
        Told.tell(Told.event(
                ags, 3, TIME, new CouncilEvent.CouncilChanged(Samples.council(ags, 10, 5), List.of("seats"))));
        await().untilAsserted(() -> assertThat(told(ags + "/C2")).hasSize(3));
        List<ConsumerRecord<byte[], byte[]>> told = told(ags + "/C2");
        assertThat(told)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsOnly(ags);
        assertThat(told)
                .extracting(record -> Envelope.read(record.headers()).sequence())
                .containsExactly(1L, 2L, 3L);
        assertThat(told)
                .extracting(record -> Envelope.read(record.headers()).type())
                .containsExactly("finding-opened", "finding-changed", "finding-closed");
        assertThat(WireJson.read(told.getFirst().value(), BoardEvent.FindingOpened.class))
                .isEqualTo(new BoardEvent.FindingOpened(facts(ags, 4, 4)));
        assertThat(WireJson.read(told.get(1).value(), BoardEvent.FindingChanged.class))
                .isEqualTo(new BoardEvent.FindingChanged(facts(ags, 5, 6)));
        assertThat(WireJson.read(told.get(2).value(), BoardEvent.FindingClosed.class))
                .isEqualTo(new BoardEvent.FindingClosed(facts(ags, 5, 6)));
    }

    private static FindingFacts facts(String ags, long elected, long council) {
        return new FindingFacts(
                ags, "C2", FindingFacts.Severity.ERROR, "C2.seats", Map.of("elected", elected, "council", council));
    }

    @Test
    void atMidnightAFindingIsOpenedWithoutAnEvent() {
        String ags = "05970002";
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m1", 2, TIME, Samples.ended(ags, "m1", MandateKind.ELECTED, today)),
                Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.ELECTED)),
                Told.event(ags + "/m2", 2, TIME, Samples.ended(ags, "m2", MandateKind.ELECTED, today)),
                Told.event(ags + "/m3", 1, TIME, Samples.begun(ags, "m3", MandateKind.COUNCIL)));
        await().untilAsserted(() -> assertThat(
                        http.json("/api/federation/councils?q=" + ags).get("items"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.get("seats").get("filled").asInt()).isEqualTo(3)));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rules(ags, "open")).doesNotContain("C2"));
        board.ahead(Duration.ofDays(1));
        try {
            await().untilAsserted(() -> assertThat(rules(ags, "open")).contains("C2"));
        } finally {
            board.ahead(Duration.ZERO);
        }
        await().untilAsserted(() -> assertThat(rules(ags, "closed")).contains("C2"));
    }

    @Test
    void aCouncilThatIsGoneHasNoFindings() {
        String ags = "05970003";
        Told.tell(Told.event(ags, 1, TIME, new CouncilEvent.CouncilRegistered(Samples.council(ags, 4, 4))));
        await().untilAsserted(() -> assertThat(rules(ags, "open")).contains("C2", "C3"));
        Told.tell(Told.event(ags, 2, 0, TIME, new CouncilEvent.CouncilRestated(ags, null)));
        await().untilAsserted(() -> assertThat(rules(ags, "open")).isEmpty());
        assertThat(rules(ags, "closed")).contains("C2", "C3");
    }

    @Test
    void aFindingOfARuleThatWasTakenOutIsShownAndClosed() {
        String ags = "05970004";
        Told.tell(Told.event(ags, 1, TIME, new CouncilEvent.CouncilRegistered(Samples.council(ags, 18, 9))));
        await().until(() ->
                http.get("/api/federation/councils?limit=200").body().contains(ags));
        FindingFacts facts = new FindingFacts(ags, "C9", FindingFacts.Severity.WARN, "C9.some", Map.of("n", 1L));
        board.bean(Findings.class).record(List.of(new Findings.Found(facts, 1)), List.of());
        JsonNode shown =
                http.json("/api/federation/findings?ags=" + ags).get("items").get(0);
        assertThat(shown.get("rule").asString()).isEqualTo("C9");
        assertThat(shown.has("source")).isFalse();
        assertThat(http.get("/api/federation/overview").statusCode()).isEqualTo(200);
        board.ahead(Duration.ofMinutes(2));
        try {
            await().untilAsserted(() -> assertThat(rules(ags, "closed")).containsExactly("C9"));
        } finally {
            board.ahead(Duration.ZERO);
        }
    }
}
