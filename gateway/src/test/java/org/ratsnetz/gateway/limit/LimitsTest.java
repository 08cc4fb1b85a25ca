package org.ratsnetz.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;

class LimitsTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(
                "ratsnetz.gateway.limit.address=2",
                "ratsnetz.gateway.limit.client=4",
                "ratsnetz.gateway.limit.burst=5",
                "ratsnetz.gateway.stream.viewers-per-address=1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anAddressAndAClientHaveTheirOwnMeasureAndLearnWhenToComeAgain() {
        List<HttpResponse<String>> anonymous =
                IntStream.range(0, 30).mapToObj(i -> gateway.get("/api/about")).toList();
        assertThat(anonymous).filteredOn(answer -> answer.statusCode() == 200).hasSizeBetween(10, 15);
        assertThat(anonymous.getLast().statusCode()).isEqualTo(429);
        assertThat(anonymous.getLast().headers().firstValue("Retry-After")).contains("1");
        assertThat(anonymous.getLast().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(anonymous.getLast().body()).contains("urn:ratsnetz:problem:too-many-requests", "Zu viele Anfragen");

        assertThat(statuses("first", 60)).filteredOn(status -> status == 200).hasSizeBetween(20, 35);
        assertThat(statuses("second", 5)).containsOnly(200);

        // who tries tokens is limited by address
        assertThat(IntStream.range(0, 10)
                        .mapToObj(i -> gateway.send(
                                gateway.request("/api/about").header("Authorization", "Bearer " + "x".repeat(i + 1))))
                        .map(HttpResponse::statusCode))
                .contains(429);
    }

    private static List<Integer> statuses(String client, int count) {
        String token = gateway.tokens().of(client);
        return IntStream.range(0, count)
                .mapToObj(i -> gateway.send(gateway.request("/api/about").header("Authorization", "Bearer " + token))
                        .statusCode())
                .toList();
    }
}
