package org.ratsnetz.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.testing.AccessMatrix;
import org.ratsnetz.platform.testing.HostileJson;
import org.ratsnetz.platform.testing.RunningService;

class AccessTest {

    private static final RunningService SERVICE = RunningNotification.shared().service();

    @TestFactory
    Stream<DynamicTest> everyOperationLetsInOnlyWhomItIsFor() {
        return AccessMatrix.tests(SERVICE, """
                operation                                               | anonymous | own | other | none | office | board | auditor | registrar | operator
                GET /api/subscriptions/offer                            | in        | in  | in    | in   | in     | in    | in      | in        | in
                POST /api/subscriptions                                 | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/subscriptions/confirmation                     | in        | in  | in    | in   | in     | in    | in      | in        | in
                POST /api/subscriptions/confirmation                    | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/subscriptions/preferences                      | in        | in  | in    | in   | in     | in    | in      | in        | in
                PATCH /api/subscriptions/preferences                    | in        | in  | in    | in   | in     | in    | in      | in        | in
                DELETE /api/subscriptions/preferences                   | in        | in  | in    | in   | in     | in    | in      | in        | in
                DELETE /api/subscriptions/preferences/{id}              | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/subscriptions/unsubscribe                      | in        | in  | in    | in   | in     | in    | in      | in        | in
                POST /api/subscriptions/unsubscribe                     | in        | in  | in    | in   | in     | in    | in      | in        | in
                GET /api/deliveries                                     | 401       | 403 | 403   | 403  | in     | 403   | in      | 403       | in
                GET /api/deliveries/summary                             | 401       | 403 | 403   | 403  | in     | 403   | in      | 403       | in
                GET /api/operations/notifications/outbox                | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/notifications/restate              | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/notifications/dead-letters          | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/notifications/dead-letters/{id}     | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/notifications/dead-letters/{id}/replay | 401   | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/notifications/consumers             | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/notifications/consumers/{name}/pause | 401     | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/notifications/consumers/{name}/resume | 401    | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/notifications/tasks                 | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                GET /api/operations/notifications/tasks/{id}            | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                POST /api/operations/notifications/tasks/{id}/abandon   | 401       | 403 | 403   | 403  | 403    | 403   | 403     | 403       | in
                """);
    }

    @TestFactory
    Stream<DynamicTest> aHostileWishIsRefused() {
        String good = Subscribing.byMail("wunsch@demo.example", "{\"council\": \"05913001\"}");
        return Stream.concat(
                        HostileJson.added(good).entrySet().stream(), HostileJson.replaced(good).entrySet().stream())
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    HttpResponse<String> answer = SERVICE.send(SERVICE.request("/api/subscriptions", "")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(entry.getValue())));
                    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
                    assertThat(answer.body()).contains("urn:ratsnetz:problem:");
                }));
    }

    @Test
    void hostileParametersFindNothingAndBreakNothing() {
        String office = SERVICE.tokens().role(Role.OFFICE);
        List<String> places = List.of(
                "/api/subscriptions/confirmation?token",
                "/api/subscriptions/preferences?token",
                "/api/subscriptions/unsubscribe?token",
                "/api/deliveries?state",
                "/api/deliveries?channel",
                "/api/deliveries?council",
                "/api/deliveries?event",
                "/api/deliveries?cursor",
                "/api/deliveries/summary?limit");
        for (String value : HostileJson.parameters()) {
            for (String place : places) {
                assertThat(SERVICE.send(SERVICE.request(place + "=" + value, office))
                                .statusCode())
                        .as(place + "=" + value)
                        .isBetween(200, 499);
            }
        }
    }
}
