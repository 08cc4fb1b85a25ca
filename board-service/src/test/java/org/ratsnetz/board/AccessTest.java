package org.ratsnetz.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ratsnetz.platform.operations.Task;
import org.ratsnetz.platform.operations.Tasks;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.testing.AccessMatrix;
import org.ratsnetz.platform.testing.HostileJson;
import org.ratsnetz.platform.testing.RunningService;

class AccessTest {

    private static final String RESYNC = "/api/operations/federation/resync";
    private static final String GOOD_RESYNC = """
            {"ags":"05315000","document":"05315000/m1"}""";

    private static final RunningBoard SHARED = RunningBoard.shared();
    private static RunningService service;

    @BeforeAll
    static void start() {
        // a second process beside the shared one: consumers and database are one, as in production
        service = RunningService.start(
                BoardService.class, "board", "--ratsnetz.federation.grace=1s", "--ratsnetz.federation.watch=200ms");
    }

    @AfterAll
    static void stop() {
        // the matrix has really asked for a rebuild
        await().atMost(Duration.ofSeconds(60))
                .until(() -> SHARED.bean(Tasks.class).newest(100).stream()
                        .noneMatch(task -> task.state() == Task.State.queued || task.state() == Task.State.running));
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationLetsInOnlyWhomItIsFor() {
        return AccessMatrix.tests(service, """
                operation                                            | anonymous | own | other | none | office | board | auditor | registrar | operator
                GET /api/federation/overview                         | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/federation/councils                         | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/federation/councils/{ags}/changes           | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/federation/findings                         | in        | in  | in    | in   | in     | in    | in      | in        | in
                POST /api/operations/federation/rebuild              | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/federation/resync               | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/holes                 | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/outbox                | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/federation/restate              | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/dead-letters          | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/dead-letters/{id}     | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/federation/dead-letters/{id}/replay | 401   | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/consumers             | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/federation/consumers/{name}/pause | 401     | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/federation/consumers/{name}/resume | 401    | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/tasks                 | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/federation/tasks/{id}            | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/federation/tasks/{id}/abandon   | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                """);
    }

    @TestFactory
    Stream<DynamicTest> aHostileWishIsRefused() {
        return Stream.concat(
                        HostileJson.added(GOOD_RESYNC).entrySet().stream(),
                        HostileJson.replaced(GOOD_RESYNC).entrySet().stream())
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    HttpResponse<String> answer = service.send(
                            service.request(RESYNC, service.tokens().role(Role.OPERATOR))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(entry.getValue())));
                    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
                    assertThat(answer.body()).contains("urn:ratsnetz:problem:");
                }));
    }

    @Test
    void hostileParametersFindNothingAndBreakNothing() {
        List<String> names = List.of(
                "overview?at",
                "councils?region",
                "councils?district",
                "councils?state",
                "councils?sizeClass",
                "councils?rule",
                "councils?silent",
                "councils?q",
                "councils?at",
                "councils?format",
                "councils?encoding",
                "councils?sort",
                "councils?limit",
                "councils?cursor",
                "findings?state",
                "findings?rule",
                "findings?ags",
                "findings?sort",
                "findings?limit",
                "findings?cursor");
        for (String value : HostileJson.parameters()) {
            for (String name : names) {
                String path = "/api/federation/" + name + "=" + value;
                assertThat(service.send(service.request(path, "")).statusCode())
                        .as(path)
                        .isBetween(200, 499);
            }
        }
    }

    @Test
    void theInnerSideIsNotOnThePortThatTheGatewayTalksTo() {
        String operator = service.tokens().role(Role.OPERATOR);
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/env")) {
            assertThat(service.send(service.request(path, operator)).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
