package org.ratsnetz.board.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.Http;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.Committee;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.Seats;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

class OverviewTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    private final RunningBoard board = RunningBoard.shared();
    private final Http http = board.http();

    @Test
    void theOverviewCountsSeatsWomenAndFindings() {
        String ags = "05930001";
        String region = "Region Eins";
        Told.tell(
                Told.event(ags, 1, TIME, new CouncilEvent.CouncilRegistered(council(ags, "Eins", region, 4, 4))),
                Told.person(0, TIME, Samples.person(ags, "m1", Gender.FEMALE)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.COUNCIL)),
                Told.event(
                        ags + "/m2",
                        2,
                        TIME,
                        Samples.ended(ags, "m2", MandateKind.COUNCIL, LocalDate.of(2026, 3, 31))));
        await().untilAsserted(() -> {
            JsonNode march = region(http.json("/api/federation/overview?at=2026-03-31"), region);
            assertThat(march.get("seats").toString()).isEqualTo("{\"total\":8,\"filled\":2,\"vacant\":6}");
            assertThat(march.get("women").toString()).isEqualTo("{\"count\":1,\"known\":1}");
        });
        JsonNode april = region(http.json("/api/federation/overview?at=2026-04-01"), region);
        assertThat(april.get("seats").get("filled").asInt()).isEqualTo(1);
        await().untilAsserted(() -> {
            JsonNode findings =
                    http.json("/api/federation/findings?state=open&ags=" + ags).get("items");
            assertThat(findings)
                    .extracting(finding -> finding.get("rule").asString())
                    .contains("C2", "C3");
            JsonNode majority = findings.valueStream()
                    .filter(finding -> finding.get("rule").asString().equals("C2"))
                    .findFirst()
                    .orElseThrow();
            assertThat(majority.get("reason").asString()).contains("4 direkt gewählten");
            assertThat(majority.get("source").asString()).contains("§ 27");
            assertThat(majority.get("severity").asString()).isEqualTo("error");
        });
        JsonNode overview = http.json("/api/federation/overview");
        assertThat(overview.get("asOf").get(CouncilEvent.TOPIC).isEmpty()).isFalse();
        assertThat(overview.get("findings").get("open").asInt()).isPositive();
        assertThat(overview.get("freshness").get("thresholdDays").asInt()).isEqualTo(90);
        assertThat(overview.get("sizeClasses")).hasSize(5);
        // put right
        Told.tell(Told.event(
                ags, 2, TIME, new CouncilEvent.CouncilChanged(council(ags, "Eins", region, 8, 4), List.of("seats"))));
        await().untilAsserted(() -> {
            JsonNode closed = http.json("/api/federation/findings?state=closed&rule=C2&ags=" + ags)
                    .get("items");
            assertThat(closed).hasSize(1);
            assertThat(closed.get(0).has("closedAt")).isTrue();
        });
    }

    @Test
    void councilsAreFilteredSortedAndPaged() {
        String region = "Region Zwei";
        List<String> names = List.of("Zwiesel", "Ähren", "Bonn", "Ahlen");
        for (int i = 0; i < names.size(); i++) {
            String ags = "0593100" + i;
            Told.tell(Told.event(
                    ags, 1, TIME, new CouncilEvent.CouncilRegistered(council(ags, names.get(i), region, 8, 4))));
        }
        await().untilAsserted(() -> assertThat(names(list(region, ""))).hasSize(4));
        assertThat(names(list(region, ""))).containsExactly("Ahlen", "Ähren", "Bonn", "Zwiesel");
        assertThat(names(list(region, "&sort=-name"))).containsExactly("Zwiesel", "Bonn", "Ähren", "Ahlen");
        JsonNode first = list(region, "&limit=3");
        assertThat(names(first)).hasSize(3);
        JsonNode second = http.json(first.get("next").asString());
        assertThat(names(second)).containsExactly("Zwiesel");
        assertThat(second.has("next")).isFalse();
        assertThat(names(list(region, "&q=onn"))).containsExactly("Bonn");
        JsonNode bonn = list(region, "&q=onn").get("items").get(0);
        assertThat(bonn.propertyNames())
                .containsExactlyInAnyOrder(
                        "ags",
                        "name",
                        "district",
                        "region",
                        "state",
                        "committee",
                        "seats",
                        "women",
                        "foreignResidents",
                        "sizeClass",
                        "lastChange",
                        "silent",
                        "findings");
        assertThat(bonn.get("state").asString()).isEqualTo("active");
        assertThat(bonn.get("seats").toString())
                .isEqualTo("{\"elected\":8,\"council\":4,\"total\":12,\"filled\":0,\"vacant\":12}");
        assertThat(bonn.get("sizeClass").asString()).isEqualTo("large");
        assertThat(bonn.get("silent").asBoolean()).isTrue();
        assertThat(http.get("/api/federation/councils?colour=red").statusCode()).isEqualTo(400);
    }

    @Test
    void aCouncilsOwnChangesAreToldNewestFirst() {
        String ags = "05939006";
        String other = "05939007";
        CouncilFacts facts = council(ags, "Sechs", "Region Vier", 4, 2);
        Told.tell(
                Told.event(ags, 1, TIME, new CouncilEvent.CouncilRegistered(facts)),
                Told.event(
                        other,
                        1,
                        TIME,
                        new CouncilEvent.CouncilRegistered(council(other, "Sieben", "Region Vier", 4, 2))),
                Told.event(ags + "/m1", 1, TIME.plusSeconds(1), Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags, 2, TIME.plusSeconds(2), new CouncilEvent.CouncilChanged(facts, List.of("contact"))));
        await().untilAsserted(() -> {
            JsonNode changes = http.json("/api/federation/councils/" + ags + "/changes");
            assertThat(changes.get("items"))
                    .extracting(change -> change.get("type").asString())
                    .containsExactly("council-changed", "mandate-begun");
            assertThat(changes.get("items").get(0).get("fields").get(0).asString())
                    .isEqualTo("contact");
            assertThat(changes.get("items").get(1).get("subject").asString()).isEqualTo(ags + "/m1");
            assertThat(changes.get("asOf").get(CouncilEvent.TOPIC).isEmpty()).isFalse();
        });
        assertThat(http.get("/api/federation/councils/05999999/changes").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theCsvFormEscapesFormulasAndSpeaksToExcel() {
        String ags = "05930005";
        String region = "Region Drei";
        Told.tell(Told.event(
                ags, 1, TIME, new CouncilEvent.CouncilRegistered(council(ags, "=cmd|' /C calc'!A0", region, 8, 4))));
        await().untilAsserted(() -> assertThat(names(list(region, ""))).hasSize(1));
        HttpResponse<String> plain = http.get("/api/federation/councils?region=Region%20Drei", "Accept", "text/csv");
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(plain.body()).startsWith("ags,name,").contains(ags + ",'=cmd");
        String excel = http.get("/api/federation/councils?region=Region%20Drei&format=csv&encoding=excel")
                .body();
        assertThat(excel).startsWith("\uFEFFags;name;").contains(ags + ";");
    }

    @Test
    void csvIsChosenByFormEncodingOrWeight() {
        String path = "/api/federation/councils?limit=1";
        assertThat(type(path + "&encoding=excel", "application/json")).isEqualTo("text/csv");
        assertThat(type(path + "&format=json", "text/csv")).isEqualTo("application/json");
        assertThat(type(path, "application/json, text/csv;q=0.5")).isEqualTo("application/json");
        assertThat(type(path, "application/json;q=0.5, text/csv")).isEqualTo("text/csv");
        assertThat(type(path, "text/html, text/csv;q=0.9, */*;q=0.1")).isEqualTo("text/csv");
        assertThat(type(path, "text/html, */*;q=0.8")).isEqualTo("application/json");
        assertThat(http.get(path, "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(http.get(path, "Accept", "csv").statusCode()).isEqualTo(406);
    }

    private String type(String path, String accept) {
        String type = http.get(path, "Accept", accept)
                .headers()
                .firstValue("Content-Type")
                .orElseThrow();
        return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
    }

    @Test
    void aCouncilThatCeasedCountsUntilTheDayBefore() {
        String ags = "05930006";
        String region = "Region Vier";
        CouncilFacts facts = council(ags, "Sechs", region, 8, 4);
        Told.tell(
                Told.event(ags, 1, TIME, new CouncilEvent.CouncilRegistered(facts)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.COUNCIL)));
        await().untilAsserted(() -> assertThat(seats(region, "2026-03-02"))
                .isEqualTo("{\"elected\":8,\"council\":4,\"total\":12,\"filled\":2,\"vacant\":10}"));
        int active = http.json("/api/federation/overview")
                .get("councils")
                .get("active")
                .asInt();
        int ceased = http.json("/api/federation/overview")
                .get("councils")
                .get("ceased")
                .asInt();
        CouncilFacts gone = new CouncilFacts(
                ags,
                facts.name(),
                facts.district(),
                region,
                CouncilStatus.CEASED,
                facts.committee(),
                facts.seats(),
                facts.foreignResidents());
        // 11 p.m. in UTC is the next day in Berlin
        Told.tell(Told.event(ags, 2, Instant.parse("2026-03-09T23:30:00Z"), new CouncilEvent.CouncilCeased(gone)));
        await().untilAsserted(() -> {
            JsonNode councils = http.json("/api/federation/overview").get("councils");
            assertThat(councils.get("active").asInt()).isEqualTo(active - 1);
            assertThat(councils.get("ceased").asInt()).isEqualTo(ceased + 1);
        });
        // told again, by a restatement and by a change of what was: the day stays
        Told.tell(
                Told.event(ags, 2, Instant.parse("2026-04-01T10:00:00Z"), new CouncilEvent.CouncilRestated(ags, gone)),
                Told.event(
                        ags,
                        3,
                        Instant.parse("2026-04-02T10:00:00Z"),
                        new CouncilEvent.CouncilChanged(gone, List.of("contact"))));
        await().untilAsserted(() ->
                assertThat(line(region, "").get("lastChange").asString()).startsWith("2026-04-02"));
        assertThat(seats(region, "2026-03-09"))
                .isEqualTo("{\"elected\":8,\"council\":4,\"total\":12,\"filled\":2,\"vacant\":10}");
        String none = "{\"elected\":8,\"council\":4,\"total\":0,\"filled\":0,\"vacant\":0}";
        assertThat(seats(region, "2026-03-10")).isEqualTo(none);
        assertThat(seats(region, "2026-05-01")).isEqualTo(none);
        assertThat(line(region, "&at=2026-03-09").get("state").asString()).isEqualTo("active");
        assertThat(line(region, "&at=2026-03-10").get("state").asString()).isEqualTo("ceased");
        JsonNode dayBefore = region(http.json("/api/federation/overview?at=2026-03-09"), region);
        assertThat(dayBefore.get("seats").toString()).isEqualTo("{\"total\":12,\"filled\":2,\"vacant\":10}");
    }

    private String seats(String region, String day) {
        return line(region, "&at=" + day).get("seats").toString();
    }

    /** The only council of this region; an assertion fails while it is not there yet, so that it can be awaited. */
    private JsonNode line(String region, String more) {
        JsonNode items = list(region, more).get("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void theSizeClassesAddUpToAllActiveCouncils() {
        String ags = "05930007";
        String region = "Region Fünf";
        CouncilFacts facts = council(ags, "Sieben", region, 8, 4);
        Told.tell(Told.event(
                ags,
                1,
                TIME,
                new CouncilEvent.CouncilRegistered(new CouncilFacts(
                        ags,
                        facts.name(),
                        facts.district(),
                        region,
                        facts.state(),
                        facts.committee(),
                        facts.seats(),
                        null))));
        await().untilAsserted(() -> assertThat(names(http.json("/api/federation/councils?sizeClass=unknown&region="
                        + URLEncoder.encode(region, StandardCharsets.UTF_8))))
                .containsExactly("Sieben"));
        JsonNode overview = http.json("/api/federation/overview");
        JsonNode classes = overview.get("sizeClasses");
        assertThat(classes.valueStream()
                        .mapToInt(size -> size.get("councils").asInt())
                        .sum())
                .isEqualTo(overview.get("councils").get("active").asInt());
        JsonNode last = classes.get(classes.size() - 1);
        assertThat(last.get("key").asString()).isEqualTo("unknown");
        assertThat(last.get("label").asString()).isEqualTo("ohne Angabe");
        assertThat(last.get("councils").asInt()).isPositive();
        assertThat(last.has("from")).isFalse();
    }

    private JsonNode list(String region, String more) {
        return http.json("/api/federation/councils?region=" + region.replace(" ", "%20") + more);
    }

    private static List<String> names(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private static JsonNode region(JsonNode overview, String region) {
        return overview.get("regions")
                .valueStream()
                .filter(item -> item.get("region").asString().equals(region))
                .findFirst()
                .orElseThrow(() -> new AssertionError(region + " is not there"));
    }

    private static CouncilFacts council(String ags, String name, String region, int elected, int council) {
        CouncilFacts sample = Samples.council(ags, elected, council);
        return new CouncilFacts(
                ags,
                name,
                sample.district(),
                region,
                CouncilStatus.ACTIVE,
                new Committee("Integrationsrat", LocalDate.of(2020, 11, 1)),
                new Seats(elected, council),
                sample.foreignResidents());
    }
}
