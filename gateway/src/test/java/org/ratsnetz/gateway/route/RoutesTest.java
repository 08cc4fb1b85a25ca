package org.ratsnetz.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.gateway.Wire;
import tools.jackson.databind.JsonNode;

class RoutesTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();
    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void theServiceLearnsFromUsWhoAskedAndNothingElseIsBelieved() {
        HttpResponse<String> answer = GATEWAY.send(GATEWAY.request("/api/councils/05315000")
                .header("X-Forwarded-For", "10.1.1.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=10.1.1.1")
                .header("X-Real-IP", "10.1.1.1")
                .header("X-Original-URL", "/api/operations")
                .header("Cookie", "a=b")
                .header("If-Match", "\"1.2\""));
        JsonNode headers = RunningGateway.JSON.readTree(answer.body()).path("headers");
        assertThat(texts(headers, "x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(texts(headers, "x-forwarded-host")).containsExactly("127.0.0.1:" + GATEWAY.port());
        assertThat(texts(headers, "x-forwarded-proto")).containsExactly("http");
        assertThat(texts(headers, "if-match")).containsExactly("\"1.2\"");
        assertThat(headers.propertyNames())
                .doesNotContain("forwarded", "x-real-ip", "x-original-url", "cookie", "x-forwarded-prefix");
    }

    @Test
    void whatBelongsToAConnectionAloneGoesNoFurther() {
        String answer = Wire.exchange(GATEWAY.port(), """
                GET /api/councils/05315000 HTTP/1.1\r
                Host: localhost\r
                Connection: close, X-Hop\r
                X-Hop: 1\r
                Keep-Alive: timeout=5\r
                Proxy-Authorization: Basic eDp5\r
                TE: trailers\r
                X-End: 1\r
                \r
                """);
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("x-end")
                .doesNotContain("x-hop", "keep-alive", "proxy-authorization", "\"te\"");
    }

    @Test
    void aRequestCarriesATraceContext() {
        JsonNode headers = RunningGateway.JSON
                .readTree(GATEWAY.get("/api/councils/05315000").body())
                .path("headers");
        assertThat(texts(headers, "traceparent"))
                .singleElement()
                .asString()
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
        String given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        JsonNode continued = RunningGateway.JSON
                .readTree(GATEWAY.send(GATEWAY.request("/api/councils/05315000").header("traceparent", given))
                        .body())
                .path("headers");
        assertThat(texts(continued, "traceparent")).singleElement().asString().startsWith(given.substring(0, 35));
    }

    @Test
    void aTokenGoesOnToTheService() {
        String token = GATEWAY.tokens().of("someone");
        HttpResponse<String> answer = GATEWAY.send(GATEWAY.request("/api/councils/05315000/mandates")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{}")));
        JsonNode seen = RunningGateway.JSON.readTree(answer.body());
        assertThat(seen.path("method").asString()).isEqualTo("POST");
        assertThat(texts(seen.path("headers"), "authorization")).containsExactly("Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/councils/breaks, 502, service-broke-off",
        "/api/councils/slow, 504, service-timeout",
        "/api/imports/slow, 504, service-timeout",
        "/.well-known/openid-configuration, 503, service-unavailable"
    })
    void aServiceThatFailsIsAProblemWithATimeToComeAgain(String path, int status, String type) {
        HttpResponse<String> answer = GATEWAY.send(GATEWAY.request(path).header("Accept-Language", "en-GB,en;q=0.9"));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("urn:ratsnetz:problem:" + type, "The service in charge");
    }

    @Test
    void nothingIsSentTwice() {
        for (String method : List.of("POST", "GET")) {
            String path = "/api/councils/" + method + "/breaks";
            HttpResponse<String> answer = GATEWAY.send(authorized(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(GATEWAY.upstream().asked(path)).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsSeenToBreakOff() {
        String answer = Wire.get(GATEWAY.port(), "/api/councils/half");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("1000");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSizeLessThan(1_000);
    }

    @RepeatedTest(20)
    void aBodyPastTheLimitIsRefusedBeforeTheServiceSeesIt() {
        HttpResponse<String> announced = GATEWAY.send(
                authorized("/api/councils/announced").POST(BodyPublishers.ofByteArray(new byte[MEGABYTE + 1])));
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("urn:ratsnetz:problem:body-too-large");
        assertThat(GATEWAY.upstream().asked("/api/councils/announced")).isZero();
    }

    @Test
    void aBodyThatGrowsPastTheLimitIsRefused() {
        HttpResponse<String> grown = GATEWAY.send(authorized("/api/councils/grown")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 * MEGABYTE]))));
        assertThat(grown.statusCode()).isEqualTo(413);
        assertThat(grown.body()).contains("urn:ratsnetz:problem:body-too-large");
    }

    @Test
    void aBodyUpToTheLimitPassesHoweverItComes() {
        assertThat(size(authorized("/api/councils/x").POST(BodyPublishers.ofByteArray(new byte[MEGABYTE]))))
                .isEqualTo(MEGABYTE);
        assertThat(size(authorized("/api/councils/x")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MEGABYTE])))))
                .isEqualTo(MEGABYTE);
    }

    @Test
    void anImportMayBeLarger() {
        int size = 20 * MEGABYTE;
        assertThat(size(authorized("/api/imports?kind=councils").POST(BodyPublishers.ofByteArray(new byte[size]))))
                .isEqualTo(size);
        assertThat(Wire.head(GATEWAY.port(), """
                        POST /api/imports HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer %s\r
                        Content-Length: %d\r
                        \r
                        """.formatted(GATEWAY.tokens().of("someone"), 257L * MEGABYTE)))
                .startsWith("HTTP/1.1 413");
    }

    private static long size(HttpRequest.Builder request) {
        HttpResponse<String> answer = GATEWAY.send(request);
        assertThat(answer.statusCode()).isEqualTo(200);
        return RunningGateway.JSON.readTree(answer.body()).path("size").asLong();
    }

    private static HttpRequest.Builder authorized(String path) {
        return GATEWAY.request(path)
                .header("Authorization", "Bearer " + GATEWAY.tokens().of("someone"));
    }

    private static List<String> texts(JsonNode headers, String name) {
        return headers.path(name).valueStream().map(JsonNode::asString).toList();
    }
}
