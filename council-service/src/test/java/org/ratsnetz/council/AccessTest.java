package org.ratsnetz.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.testing.AccessMatrix;
import org.ratsnetz.platform.testing.HostileJson;
import org.ratsnetz.platform.testing.RunningService;

class AccessTest {

    private static final String COUNCIL = "/api/councils/05315000";

    private static final String GOOD_COUNCIL = """
            {"committee":{"label":"Ausschuss für Chancengerechtigkeit und Integration","since":"2025-11-01"},
             "seats":{"elected":18,"council":9},"foreignResidents":{"count":200000,"asOf":"2024-12-31"},
             "contact":{"email":"rat@example.org","phone":"+49 221 1","website":"https://example.org"}}""";

    private static final String GOOD_MANDATE = """
            {"externalId":"m-1","person":{"name":"Ada Muster","gender":"female"},"kind":"elected","list":"Liste A",
             "office":"Vorsitz","begin":"2025-11-01","end":"2030-10-31"}""";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(CouncilService.class, "council-access");
        assertThat(put(GOOD_COUNCIL, service.tokens().role(Role.REGISTRAR)).statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationLetsInOnlyWhomItIsFor() {
        return AccessMatrix.tests(service, """
                operation                                            | anonymous | own | other | none | office | board | auditor | registrar | operator
                GET /api/councils                                    | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/councils/{ags}                              | in        | in  | in    | in   | in     | in    | in      | in        | in
                PUT /api/councils/{ags}                              | 401       | in  | 403   | 403  | 403    | 403   | 403     | in        | 403
                PATCH /api/councils/{ags}                            | 401       | in  | 403   | 403  | 403    | 403   | 403     | in        | 403
                GET /api/councils/{ags}/mandates                     | in        | in  | in    | in   | in     | in    | in      | in        | in
                POST /api/councils/{ags}/mandates                    | 401       | in  | 403   | 403  | 403    | 403   | 403     | in        | 403
                GET /api/councils/{ags}/mandates/{id}                | in        | in  | in    | in   | in     | in    | in      | in        | in
                PATCH /api/councils/{ags}/mandates/{id}              | 401       | in  | 403   | 403  | 403    | 403   | 403     | in        | 403
                DELETE /api/councils/{ags}/mandates/{id}             | 401       | in  | 403   | 403  | 403    | 403   | 403     | in        | 403
                GET /api/municipalities                              | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/municipalities/{ags}                        | in        | in  | in    | in   | in     | in    | in      | in        | in
                POST /api/imports                                    | 401       | in  | in    | 403  | 403    | 403   | 403     | in        | 403
                GET /api/imports                                     | 401       | in  | in    | 403  | 403    | 403   | 403     | in        | in
                GET /api/imports/{id}                                | 401       | in  | in    | 403  | 403    | 403   | 403     | in        | in
                GET /api/imports/{id}/errors                         | 401       | in  | in    | 403  | 403    | 403   | 403     | in        | in
                GET /api/operations/councils/imports                 | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/councils/outbox                  | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/councils/restate                | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/councils/dead-letters            | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/councils/dead-letters/{id}       | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/councils/dead-letters/{id}/replay | 401     | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/councils/consumers               | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/councils/consumers/{name}/pause | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/councils/consumers/{name}/resume | 401      | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/councils/tasks                   | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/councils/tasks/{id}              | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/councils/tasks/{id}/abandon     | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                """);
    }

    @TestFactory
    Stream<DynamicTest> aCouncilWithAFieldTooManyIsRefused() {
        return refused(HostileJson.added(GOOD_COUNCIL).entrySet().stream()
                .filter(entry -> !entry.getKey().equals("/state"))
                .map(entry -> List.of(entry.getKey(), "PUT", COUNCIL, entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> aCouncilWithAnOperatorForAValueIsRefused() {
        return refused(HostileJson.replaced(GOOD_COUNCIL).entrySet().stream()
                .map(entry -> List.of(entry.getKey(), "PUT", COUNCIL, entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> aHostilePatchOfACouncilIsRefused() {
        return refused(hostile(GOOD_COUNCIL).map(entry -> List.of(entry.getKey(), "PATCH", COUNCIL, entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> aHostilePatchOfAMandateIsRefused() {
        HttpResponse<String> entered = service.send(
                service.request(COUNCIL + "/mandates", service.tokens().council("05315000"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(GOOD_MANDATE)));
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        String mandate = entered.headers().firstValue("Location").orElseThrow();
        return Stream.concat(
                refused(hostile(GOOD_MANDATE)
                        .map(entry -> List.of(entry.getKey(), "PATCH", mandate, entry.getValue()))),
                Stream.of(DynamicTest.dynamicTest(
                        "the mandate is as it was",
                        () -> assertThat(service.send(service.request(mandate, ""))
                                        .body())
                                .isEqualTo(entered.body()))));
    }

    private static Stream<Map.Entry<String, String>> hostile(String good) {
        return Stream.concat(
                HostileJson.added(good).entrySet().stream(), HostileJson.replaced(good).entrySet().stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"councils", "mandates"})
    void everyHostileLineOfAnImportIsRejectedAndChangesNothing(String kind) {
        String good = (kind.equals("councils") ? GOOD_COUNCIL : GOOD_MANDATE.replace("m-1", "m-line"))
                .replaceFirst("\\{", "{\"ags\":\"05315000\",");
        List<String> lines = hostile(good).map(Map.Entry::getValue).toList();
        String before = councilNow();
        String token = service.tokens().council("05315000");
        HttpResponse<String> taken = service.send(service.request("/api/imports?kind=" + kind, token)
                .POST(BodyPublishers.ofString(String.join("\n", lines))));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String job = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> service.send(service.request(
                                        taken.headers().firstValue("Location").orElseThrow(), token))
                                .body(),
                        body -> body.contains("\"state\":\"done\""));
        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(job).contains("\"changed\":0", "\"unchanged\":0", "\"rejected\":" + lines.size());
        assertThat(councilNow()).isEqualTo(before);
    }

    @TestFactory
    Stream<DynamicTest> aHostileMandateIsRefused() {
        return refused(hostile(GOOD_MANDATE)
                .map(entry -> List.of(entry.getKey(), "POST", COUNCIL + "/mandates", entry.getValue())));
    }

    @Test
    void hostileParametersFindNothingAndBreakNothing() {
        for (String value : HostileJson.parameters()) {
            for (String path : List.of(
                    "/api/councils?district=" + value,
                    "/api/councils?q=" + value,
                    "/api/councils?sort=" + value,
                    "/api/councils?cursor=" + value,
                    COUNCIL + "/mandates?at=" + value,
                    "/api/councils/" + value,
                    COUNCIL + "/mandates/" + value)) {
                assertThat(service.send(service.request(path, "")).statusCode())
                        .as(path)
                        .isBetween(200, 499);
            }
        }
    }

    /** Each a name, a method, a path and a body. */
    private static Stream<DynamicTest> refused(Stream<List<String>> requests) {
        String before = councilNow();
        return requests.map(request -> DynamicTest.dynamicTest(request.getFirst(), () -> {
            HttpResponse<String> answer = service.send(
                    service.request(request.get(2), service.tokens().council("05315000"))
                            .header("Content-Type", "application/json")
                            .header("If-Match", "*")
                            .method(request.get(1), BodyPublishers.ofString(request.get(3))));
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
            assertThat(answer.body()).contains("urn:ratsnetz:problem:");
            assertThat(councilNow()).isEqualTo(before);
        }));
    }

    private static String councilNow() {
        HttpResponse<String> council = service.send(service.request(COUNCIL, ""));
        return council.headers().firstValue("ETag").orElse("") + council.body();
    }

    private static HttpResponse<String> put(String body, String token) {
        return service.send(service.request(COUNCIL, token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }
}
