package org.ratsnetz.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ratsnetz.council.Office.problem;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.parts.TestParts;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** F10 over HTTP: the database is killed under the running service. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseLossTest {

    private static final String AGS = "05166004";
    private static final String COUNCIL = "/api/councils/" + AGS;
    private static final String MANDATE =
            "{\"externalId\":\"m\",\"person\":{\"name\":\"Ada\"},\"kind\":\"elected\",\"begin\":\"2025-11-01\"}";

    @Test
    void everyRequestIsToldWithinTwoSecondsAndServedAgainAfterwards(CapturedOutput output) {
        try (Office office = Office.open("council-loss")) {
            office.register(AGS);
            List<Supplier<HttpResponse<String>>> requests = List.of(
                    () -> office.get(COUNCIL),
                    () -> office.get("/api/councils"),
                    () -> office.get(COUNCIL + "/mandates?at=2026-01-01"),
                    () -> office.send("POST", COUNCIL + "/mandates", office.council(AGS), MANDATE),
                    () -> office.patch(COUNCIL, office.council(AGS), "{\"seats\":{\"elected\":19}}"),
                    () -> office.send("GET", "/api/imports", office.council(AGS), ""));
            TestParts.mongod().kill();
            try {
                for (int i = 0; i < requests.size(); i++) {
                    long begin = System.nanoTime();
                    HttpResponse<String> answer = requests.get(i).get();
                    assertThat(Duration.ofNanos(System.nanoTime() - begin))
                            .as("request " + i)
                            .isLessThan(Duration.ofSeconds(2));
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                    assertThat(problem(answer)).isIn("unavailable", "outcome-unknown");
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                }
            } finally {
                TestParts.mongod().start();
            }
            for (Supplier<HttpResponse<String>> request : requests) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                List.of(200, 201, 409).contains(request.get().statusCode()));
            }
        }
        assertThat(output.getAll()).doesNotContain("problem:internal").doesNotContain(" failed, id ");
    }
}
