package org.ratsnetz.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ratsnetz.council.Office.etag;
import static org.ratsnetz.council.Office.json;
import static org.ratsnetz.council.Office.problem;

import java.net.http.HttpResponse;
import java.text.Collator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The register and the mandates as a town hall's program sees them: over HTTP, with names and statuses as agreed. */
@TestMethodOrder(MethodOrderer.Random.class)
class CouncilApiTest {

    private static final String FULL = """
            {"committee":{"label":"Ausschuss für Chancengerechtigkeit und Integration","since":"2025-11-01"},
             "seats":{"elected":18,"council":9},"foreignResidents":{"count":200000,"asOf":"2024-12-31"},
             "contact":{"email":"rat@example.org","phone":"+49 221 1","website":"https://example.org"}}""";
    private static final String MANDATE = """
            {"externalId":"%s","person":{"name":"Ada Muster","gender":"female"},"kind":"elected","list":"Liste A",
             "office":"Vorsitz","begin":"2025-11-01","end":"2030-10-31","successor":"0123456789abcdef01234567"}""";

    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open("council-api");
        for (String ags : List.of(
                "05111000", "05113000", "05315000", "05112000", "05334002", "05316000", "05515000", "05370028")) {
            assertThat(office.register(ags).statusCode()).isEqualTo(201);
        }
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String path(String ags) {
        return "/api/councils/" + ags;
    }

    private static String mandates(String ags) {
        return path(ags) + "/mandates";
    }

    private static Set<String> names(JsonNode object) {
        return Set.copyOf(object.propertyNames());
    }

    private static HttpResponse<String> post(String ags, String body, String... headers) {
        return office.send("POST", mandates(ags), office.council(ags), body, headers);
    }

    private static String entered(String ags, String externalId) {
        HttpResponse<String> answer = post(ags, MANDATE.formatted(externalId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aCouncilIsCreatedWithPlaceAndTagAndHasTheAgreedNames() {
        HttpResponse<String> created = office.send("PUT", path("05124000"), office.registrar(), FULL);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue(path("05124000"));
        assertThat(etag(created)).matches("\"\\d+\\.\\d+\"");
        HttpResponse<String> read = office.get(path("05124000"));
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(etag(read)).isEqualTo(etag(created));
        JsonNode council = json(read);
        assertThat(names(council))
                .containsExactlyInAnyOrder(
                        "ags",
                        "name",
                        "district",
                        "region",
                        "state",
                        "committee",
                        "seats",
                        "foreignResidents",
                        "contact",
                        "changedBy",
                        "changedAt");
        assertThat(names(council.path("committee"))).containsExactlyInAnyOrder("label", "since");
        assertThat(names(council.path("seats"))).containsExactlyInAnyOrder("elected", "council");
        assertThat(names(council.path("foreignResidents"))).containsExactlyInAnyOrder("count", "asOf");
        assertThat(names(council.path("contact"))).containsExactlyInAnyOrder("email", "phone", "website");
        assertThat(council.path("name").asString()).isEqualTo("Wuppertal");
        assertThat(council.path("region").asString()).isEqualTo("Düsseldorf");
        assertThat(council.path("state").asString()).isEqualTo("active");
        assertThat(council.path("changedBy").asString()).isEqualTo("registrar");
        assertThat(council.path("changedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    }

    @Test
    void aMandateHasTheAgreedNames() {
        String place = entered("05111000", "names");
        JsonNode mandate = json(office.get(place));
        assertThat(names(mandate))
                .containsExactlyInAnyOrder(
                        "id",
                        "externalId",
                        "person",
                        "kind",
                        "list",
                        "office",
                        "begin",
                        "end",
                        "successor",
                        "state",
                        "changedBy",
                        "changedAt");
        assertThat(names(mandate.path("person"))).containsExactlyInAnyOrder("name", "gender");
        assertThat(mandate.path("kind").asString()).isEqualTo("elected");
        assertThat(mandate.path("state").asString()).isEqualTo("ended");
        assertThat(place).endsWith(mandate.path("id").asString());
    }

    @Test
    void aChangeNeedsAConditionAndAnOldOneIsToldTheCurrentState() {
        String ags = "05112000";
        String first = etag(office.get(path(ags)));
        String change = "{\"seats\":{\"elected\":19}}";
        HttpResponse<String> missing = office.send("PATCH", path(ags), office.council(ags), change);
        assertThat(missing.statusCode()).isEqualTo(428);
        assertThat(problem(missing)).isEqualTo("precondition-required");
        HttpResponse<String> changed = office.send("PATCH", path(ags), office.council(ags), change, "If-Match", first);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("seats").path("elected").asInt()).isEqualTo(19);
        assertThat(json(changed).path("seats").path("council").asInt()).isEqualTo(9);
        assertThat(etag(changed)).isNotEqualTo(first);
        HttpResponse<String> stale = office.send("PATCH", path(ags), office.council(ags), change, "If-Match", first);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(problem(stale)).isEqualTo("stale");
        assertThat(etag(stale)).isEqualTo(etag(changed));
        assertThat(json(stale).path("current")).isEqualTo(json(changed));
        HttpResponse<String> unchanged = office.patch(path(ags), office.council(ags), change);
        assertThat(unchanged.statusCode()).isEqualTo(200);
        assertThat(etag(unchanged)).isEqualTo(etag(changed));
        assertThat(json(unchanged)).isEqualTo(json(changed));
        assertThat(office.send("PUT", path(ags), office.council(ags), FULL, "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void readsAreConditionalAndHeadIsAReadWithoutABody() {
        HttpResponse<String> read = office.get(path("05113000"));
        HttpResponse<String> known = office.send("GET", path("05113000"), "", "", "If-None-Match", etag(read));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        for (String place : List.of(path("05113000"), "/api/councils", mandates("05113000"))) {
            HttpResponse<String> head = office.send("HEAD", place, "", "");
            assertThat(head.statusCode()).as(place).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        assertThat(etag(office.send("HEAD", path("05113000"), "", ""))).isEqualTo(etag(read));
    }

    @Test
    void nullInAPatchRemoves() {
        String ags = "05334002";
        office.patch(
                path(ags), office.council(ags), "{\"contact\":{\"email\":\"a@example.org\",\"phone\":\"0241 1\"}}");
        JsonNode without = json(office.patch(path(ags), office.council(ags), "{\"contact\":{\"phone\":null}}"));
        assertThat(names(without.path("contact"))).containsExactly("email");
        assertThat(json(office.patch(path(ags), office.council(ags), "{\"contact\":null}"))
                        .has("contact"))
                .isFalse();
        HttpResponse<String> needed = office.patch(path(ags), office.council(ags), "{\"seats\":null}");
        assertThat(needed.statusCode()).isEqualTo(400);
        assertThat(needed.body()).contains("/seats");
    }

    @Test
    void onlyTheRegistrarCreatesAndCeases() {
        String ags = "05316000";
        HttpResponse<String> state = office.patch(path(ags), office.council(ags), "{\"state\":\"ceased\"}");
        assertThat(state.statusCode()).isEqualTo(403);
        assertThat(problem(state)).isEqualTo("registrar-only");
        HttpResponse<String> unregistered = office.send("PUT", path("05117000"), office.council("05117000"), FULL);
        assertThat(unregistered.statusCode()).isEqualTo(404);
        assertThat(problem(unregistered)).isEqualTo("council-unknown");
        assertThat(office.get(path("05117000")).statusCode()).isEqualTo(404);
        assertThat(office.get(mandates("05117000")).statusCode()).isEqualTo(404);
        assertThat(post("05117000", MANDATE.formatted("x")).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherCouncilInTheBodyIsRefused() {
        String other = FULL.replaceFirst("\\{", "{\"ags\":\"05111000\",");
        HttpResponse<String> answer =
                office.send("PUT", path("05113000"), office.council("05113000"), other, "If-Match", "*");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("errors").get(0).path("pointer").asString())
                .isEqualTo("/ags");
        String mandate = MANDATE.formatted("other").replaceFirst("\\{", "{\"ags\":\"05111000\",");
        assertThat(post("05113000", mandate).body()).contains("\"/ags\"");
    }

    @Test
    void aKeyThatNoMunicipalityHasIsNamed() {
        HttpResponse<String> unknown = office.send("PUT", path("05999999"), office.registrar(), FULL);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("path/ags", "05999999");
        HttpResponse<String> dropped = office.send("PUT", path("5315000"), office.registrar(), FULL);
        assertThat(dropped.statusCode()).isEqualTo(422);
        assertThat(dropped.body()).contains("05315000", "Köln");
        for (String place : List.of(path("05999999"), mandates("05999999"), mandates("05999999") + "/x")) {
            assertThat(office.get(place).statusCode()).as(place).isEqualTo(404);
        }
        HttpResponse<String> read = office.get(path("5315000"));
        assertThat(read.statusCode()).isEqualTo(404);
        assertThat(read.body()).contains("05315000", "Köln");
    }

    private static List<String> all(String path, String field) {
        List<String> found = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            HttpResponse<String> answer = office.get(next);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            json(answer)
                    .path("items")
                    .forEach(item -> found.add(item.path(field).asString()));
            next = json(answer).path("next").asString("");
        }
        return found;
    }

    @Test
    void councilsAreFilteredSortedAndPagedEachOnce() {
        List<String> byAgs = all("/api/councils?sort=ags&limit=2", "ags");
        assertThat(byAgs).contains("05111000", "05515000").isSorted().doesNotHaveDuplicates();
        assertThat(all("/api/councils?sort=-ags&limit=3", "ags")).isEqualTo(byAgs.reversed());
        assertThat(all("/api/councils?sort=changedAt&limit=1", "ags")).containsExactlyInAnyOrderElementsOf(byAgs);
        assertThat(all("/api/councils?region=K%C3%B6ln&limit=1", "ags"))
                .contains("05315000")
                .doesNotContain("05111000");
        assertThat(all("/api/councils?district=Essen", "name")).containsExactly("Essen");
        assertThat(all("/api/councils?q=k%C3%B6", "name")).containsExactly("Köln");
        assertThat(all("/api/councils?state=active", "ags")).contains("05315000");
        List<String> names = all("/api/councils?limit=2", "name");
        assertThat(names).contains("Übach-Palenberg").isSortedAccordingTo(Collator.getInstance(Locale.GERMAN)::compare);
        assertThat(all("/api/councils?sort=-name&limit=3", "name")).isEqualTo(names.reversed());
        String next =
                json(office.get("/api/councils?sort=ags&limit=1")).path("next").asString();
        HttpResponse<String> other = office.get(next.replace("sort=ags", "sort=name"));
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("query/cursor");
    }

    @Test
    void aMandateIsEnteredOnceWhateverConditionTheClientSends() {
        String ags = "05315000";
        HttpResponse<String> created = post(ags, MANDATE.formatted("once"), "If-Match", "*");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location").orElse("")).startsWith(mandates(ags) + "/");
        for (String[] headers : List.of(new String[0], new String[] {"If-Match", "*"})) {
            HttpResponse<String> again = post(ags, MANDATE.formatted("once"), headers);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(problem(again)).isEqualTo("mandate-exists");
            assertThat(again.body()).contains(json(created).path("id").asString());
        }
        assertThat(post(ags, MANDATE.formatted("once"), "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(post(ags, MANDATE.formatted("other"), "If-None-Match", "*").statusCode())
                .isEqualTo(201);
    }

    @Test
    void aRepeatedKeyIsAnsweredAsTheFirstTime() {
        String ags = "05315000";
        String body = MANDATE.formatted("keyed");
        HttpResponse<String> first = post(ags, body, "Idempotency-Key", "key-keyed-1");
        HttpResponse<String> again = post(ags, body, "Idempotency-Key", "key-keyed-1");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        HttpResponse<String> other =
                post(ags, MANDATE.formatted("keyed").replace("Ada", "Eva"), "Idempotency-Key", "key-keyed-1");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(problem(other)).isEqualTo("key-reused");

        HttpResponse<String> put =
                office.send("PUT", path("05120000"), office.registrar(), FULL, "Idempotency-Key", "key-put-1");
        HttpResponse<String> putAgain =
                office.send("PUT", path("05120000"), office.registrar(), FULL, "Idempotency-Key", "key-put-1");
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(putAgain.statusCode()).isEqualTo(201);
        assertThat(putAgain.headers().firstValue("Location")).hasValue(path("05120000"));

        String place = first.headers().firstValue("Location").orElseThrow();
        String same = "{\"list\":\"Liste A\"}";
        HttpResponse<String> nothing = office.send(
                "PATCH", place, office.council(ags), same, "If-Match", "*", "Idempotency-Key", "key-same-1");
        assertThat(etag(nothing)).isEqualTo(etag(first));
        office.patch(place, office.council(ags), "{\"list\":\"Liste B\"}");
        HttpResponse<String> replayed = office.send(
                "PATCH", place, office.council(ags), same, "If-Match", etag(first), "Idempotency-Key", "key-same-1");
        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(json(replayed).path("list").asString()).isEqualTo("Liste B");
    }

    @ParameterizedTest
    @CsvSource({"2025-10-31,0", "2025-11-01,1", "2026-06-15,1", "2030-10-31,1", "2030-11-01,0"})
    void aMandateIsAliveFromItsFirstDayToItsLast(String day, int found) {
        if (json(office.get(mandates("05515000"))).path("items").isEmpty()) {
            entered("05515000", "days");
        }
        assertThat(json(office.get(mandates("05515000") + "?at=" + day))
                        .path("items")
                        .size())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%2B999999999-12-31", "2025-02-30", "2025-11-01T00:00:00Z"})
    void whatIsNoDayIsRefused(String day) {
        HttpResponse<String> answer = office.get(mandates("05315000") + "?at=" + day);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("query/at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "2025-10-31T23:00:00.000Z", "-0001-01-01"})
    void whatIsNoDayInABodyIsRefused(String day) {
        String begin = MANDATE.formatted("far").replace("2025-11-01", day);
        HttpResponse<String> answer = post("05315000", begin);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"/begin\"");
    }

    @Test
    void aMandateTakenBackIsBlankAndStaysSo() {
        String ags = "05315000";
        String place = entered(ags, "taken-back");
        HttpResponse<String> gone = office.send("DELETE", place, office.council(ags), "", "If-Match", "*");
        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(json(gone).path("state").asString()).isEqualTo("withdrawn");
        assertThat(names(json(gone))).doesNotContain("person", "list", "office");
        assertThat(office.get(place).body()).doesNotContain("Ada");
        HttpResponse<String> late = office.patch(place, office.council(ags), "{\"list\":\"x\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(problem(late)).isEqualTo("mandate-withdrawn");
        assertThat(office.send("DELETE", place, office.council(ags), "", "If-Match", "*")
                        .statusCode())
                .isEqualTo(200);
        assertThat(office.send("DELETE", mandates(ags) + "/x", office.council(ags), "", "If-Match", "*")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aWithdrawalIsTakenBackWithThePersonGivenAgain() {
        String ags = "05315000";
        String place = entered(ags, "given-again");
        office.send("DELETE", place, office.council(ags), "", "If-Match", "*");
        HttpResponse<String> nameless = office.patch(place, office.council(ags), "{\"state\":\"ended\"}");
        assertThat(nameless.statusCode()).isEqualTo(422);
        assertThat(nameless.body()).contains("\"/person/name\"");
        String person = "\"person\":{\"name\":\"Ada Muster\"}";
        HttpResponse<String> other = office.patch(place, office.council(ags), "{\"state\":\"active\"," + person + "}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("\"/state\"");
        HttpResponse<String> back = office.patch(
                place, office.council(ags), "{\"state\":\"active\",\"end\":null,\"list\":\"Liste A\"," + person + "}");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        JsonNode mandate = json(office.get(place));
        assertThat(mandate.path("state").asString()).isEqualTo("active");
        assertThat(mandate.path("person").path("name").asString()).isEqualTo("Ada Muster");
        HttpResponse<String> entering =
                post(ags, MANDATE.formatted("stated").replaceFirst("\\{", "{\"state\":\"ended\","));
        assertThat(entering.statusCode()).isEqualTo(422);
        assertThat(entering.body()).contains("\"/state\"");
    }

    @Test
    void aCeasedCouncilTakesNoChangesButErrorsCanBeTakenBack() {
        String ags = "05114000";
        office.register(ags);
        HttpResponse<String> first = post(ags, MANDATE.formatted("before"), "Idempotency-Key", "key-before-1");
        String place = first.headers().firstValue("Location").orElseThrow();
        assertThat(office.patch(path(ags), office.registrar(), "{\"state\":\"ceased\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> late = post(ags, MANDATE.formatted("after"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(problem(late)).isEqualTo("council-ceased");
        HttpResponse<String> change = office.patch(place, office.council(ags), "{\"list\":\"x\"}");
        assertThat(change.statusCode()).isEqualTo(409);
        assertThat(problem(change)).isEqualTo("council-ceased");
        HttpResponse<String> replayed = post(ags, MANDATE.formatted("before"), "Idempotency-Key", "key-before-1");
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(201);
        assertThat(office.send("DELETE", place, office.council(ags), "", "If-Match", "*")
                        .statusCode())
                .isEqualTo(200);
        assertThat(all("/api/councils?state=ceased", "ags")).contains(ags);
    }

    @Test
    void aRegistrarWritesUntilTheCouncilKeepsItsOwn() {
        String ags = "05116000";
        office.register(ags);
        String registrar = office.registrar();
        assertThat(office.patch(path(ags), registrar, "{\"seats\":{\"elected\":10}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(office.send("POST", mandates(ags), registrar, MANDATE.formatted("first"))
                        .statusCode())
                .isEqualTo(201);
        String place = mandates(ags) + "/"
                + json(office.get(mandates(ags)))
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString();
        assertThat(office.patch(path(ags), office.council(ags), "{\"seats\":{\"elected\":9}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(office.patch(path(ags), registrar, "{\"seats\":{\"elected\":10}}")
                        .statusCode())
                .as("a correction by the council takes nothing over")
                .isEqualTo(200);
        String own = FULL.replaceFirst("\"elected\" ?: ?\\d+", "\"elected\":11");
        assertThat(office.send("PUT", path(ags), office.council(ags), own, "If-Match", "*")
                        .statusCode())
                .isEqualTo(200);
        for (HttpResponse<String> refused : List.of(
                office.patch(path(ags), registrar, "{\"seats\":{\"elected\":12}}"),
                office.send("PUT", path(ags), registrar, FULL, "If-Match", "*"),
                office.send("POST", mandates(ags), registrar, MANDATE.formatted("second")),
                office.patch(place, registrar, "{\"list\":\"x\"}"),
                office.send("DELETE", place, registrar, "", "If-Match", "*"))) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(problem(refused)).isEqualTo("council-keeps-its-own");
        }
        assertThat(office.patch(path(ags), registrar, "{\"seats\":{\"elected\":11}}")
                        .statusCode())
                .as("nothing changes")
                .isEqualTo(200);
        assertThat(office.patch(place, office.council(ags), "{\"list\":\"x\"}").statusCode())
                .isEqualTo(200);
        assertThat(json(office.patch(path(ags), registrar, "{\"state\":\"ceased\"}"))
                        .path("state")
                        .asString())
                .isEqualTo("ceased");
    }

    @Test
    void textsAreNeitherEmptyNorFullOfControlCharacters() {
        String ags = "05315000";
        JsonNode blank = json(
                post(ags, MANDATE.formatted("blank").replace("Liste A", " ").replace("Vorsitz", "")));
        assertThat(names(blank)).doesNotContain("list", "office");
        Map<String, String> broken = Map.of(
                "/list", MANDATE.formatted("c1").replace("Liste A", "Liste\\u0007"),
                "/office", MANDATE.formatted("c2").replace("Vorsitz", "\\u001b[0m"),
                "/person/name", MANDATE.formatted("c3").replace("Ada", "<b>"),
                "/externalId", MANDATE.formatted(" c4"),
                "/successor", MANDATE.formatted("c5").replace("0123456789abcdef01234567", "somebody"));
        broken.forEach((pointer, body) -> {
            HttpResponse<String> answer = post(ags, body);
            assertThat(answer.statusCode()).as(pointer).isEqualTo(422);
            assertThat(json(answer).path("errors").get(0).path("pointer").asString())
                    .isEqualTo(pointer);
            assertThat(json(answer).path("errors").get(0).path("detail").asString())
                    .doesNotContain("hat nicht die verlangte Form")
                    .contains(" ");
        });
        assertThat(office.patch(path(ags), office.council(ags), "{\"committee\":{\"label\":\"a\\u0000b\"}}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(ags, MANDATE.formatted("Schlüssel Ğ-1")).statusCode()).isEqualTo(201);
        assertThat(post(ags, MANDATE.formatted("trailing ")).statusCode()).isEqualTo(422);
    }
}
