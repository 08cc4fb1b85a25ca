package org.ratsnetz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.parts.Ports;
import tools.jackson.databind.JsonNode;

/** What becomes of a session while tokens end and a provider refuses, or is away. */
class SessionTest {

    private static final String ADDRESS = "http://127.0.0.1:8080";
    private static final String COUNCIL = "/api/councils/05315000";

    private static RunningGateway gateway;
    private static Issuer issuer;

    @BeforeAll
    static void start() {
        // the provider's keys are the gateway's own issuer's, known only once it is there; it asks later
        int port = Ports.free();
        gateway = gateway(port);
        issuer = new Issuer(gateway.tokens(), port);
    }

    private static RunningGateway gateway(int issuer, String... more) {
        return RunningGateway.with(Stream.concat(
                        Stream.of(
                                "ratsnetz.gateway.session.client-id=web",
                                "ratsnetz.gateway.session.client-secret=very secret",
                                "ratsnetz.gateway.session.address=" + ADDRESS,
                                "ratsnetz.gateway.session.metadata=http://127.0.0.1:" + issuer + "/metadata"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @BeforeEach
    void wellBehaved() {
        issuer.life = 300;
        issuer.person = "editor";
        issuer.refusing = false;
        issuer.away = false;
    }

    @Test
    void aCallIsMadeWithThePersonsTokenAndNothingOfTheSession() {
        String cookie = signIn(gateway);
        HttpResponse<String> answer = gateway.send(gateway.request(COUNCIL)
                .header("Cookie", cookie)
                .header("X-CSRF-TOKEN", csrf(cookie))
                .POST(BodyPublishers.ofString("{}")));
        JsonNode headers = RunningGateway.JSON.readTree(answer.body()).path("headers");
        assertThat(headers.path("authorization").path(0).asString()).startsWith("Bearer eyJ");
        assertThat(headers.propertyNames()).doesNotContain("cookie", "x-csrf-token");
    }

    @Test
    void theSessionSaysWhatTheTokenSays() {
        JsonNode session = session(signIn(gateway));
        assertThat(session.path("name").asString()).isEqualTo("Ada Sonnenblume");
        assertThat(session.path("roles").toString()).isEqualTo("[\"council\"]");
        assertThat(session.path("councils").toString()).isEqualTo("[\"05315000\"]");
    }

    @Test
    void aTokenThatEndsIsReplacedOnceHoweverManyCallsWait() {
        issuer.life = 20;
        String cookie = signIn(gateway);
        long before = issuer.renewals();
        issuer.life = 300;
        List<String> tokens = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> token(call(cookie)))
                .distinct()
                .toList();
        assertThat(tokens).hasSize(1);
        assertThat(issuer.renewals()).isEqualTo(before + 1);
    }

    @Test
    void aRefusalEndsTheSession() {
        issuer.life = 20;
        String cookie = signIn(gateway);
        issuer.refusing = true;
        HttpResponse<String> refused = call(cookie);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("urn:ratsnetz:problem:session-over");
        assertThat(refused.headers().firstValue("Set-Cookie").orElse("")).contains("__Host-ratsnetz=;", "Max-Age=0");
        assertThat(session(cookie).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void anotherPersonsTokenEndsTheSession() {
        issuer.life = 20;
        String cookie = signIn(gateway);
        issuer.person = "someone-else";
        assertThat(call(cookie).statusCode()).isEqualTo(401);
        assertThat(session(cookie).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aProviderThatIsAwayEndsNothing() {
        issuer.life = 20;
        String cookie = signIn(gateway);
        issuer.away = true;
        // good for some seconds yet
        assertThat(call(cookie).statusCode()).isEqualTo(200);
        issuer.away = false;
        issuer.life = 1;
        String ended = signIn(gateway);
        issuer.away = true;
        await().atMost(Duration.ofSeconds(5)).until(() -> call(ended).statusCode() == 503);
        assertThat(call(ended).body()).contains("urn:ratsnetz:problem:identity-unavailable");
        issuer.away = false;
        assertThat(call(ended).statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutGivesTheTokenBack() {
        String cookie = signIn(gateway);
        int before = issuer.revoked().size();
        assertThat(logout(cookie, csrf(cookie)).statusCode()).isEqualTo(204);
        assertThat(issuer.revoked()).hasSize(before + 1);
        assertThat(issuer.revoked().getLast()).startsWith("refresh-");
        assertThat(session(cookie).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void onePersonSignsOutEvenWhileTheProviderIsAway() {
        issuer.life = 1;
        String cookie = signIn(gateway);
        String csrf = csrf(cookie);
        issuer.away = true;
        assertThat(logout(cookie, csrf).statusCode()).isEqualTo(204);
        assertThat(session(cookie).path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aSubscriptionNeedsNoProofOfAPageFromWhoeverIsSignedIn() {
        String cookie = signIn(gateway);
        for (String path : List.of("/api/subscriptions", "/api/subscriptions/unsubscribe")) {
            HttpResponse<String> answer =
                    gateway.send(gateway.request(path).header("Cookie", cookie).POST(BodyPublishers.ofString("{}")));
            assertThat(answer.body()).doesNotContain("urn:ratsnetz:problem:csrf");
        }
        assertThat(gateway.send(gateway.request("/api/subscriptions-and-more")
                                .header("Cookie", cookie)
                                .POST(BodyPublishers.ofString("{}")))
                        .body())
                .contains("urn:ratsnetz:problem:csrf");
    }

    @Test
    void anIdTokenForAnotherBeginningSignsNobodyIn() {
        Map<String, String> begun = begin(gateway);
        issuer.nonce = "of another";
        HttpResponse<String> refused = callback(gateway, begun);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("urn:ratsnetz:problem:sign-in-failed")
                .doesNotContain("eyJ");
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionEndsWithItsTime() {
        try (RunningGateway brief = gateway(
                issuer.port(),
                "ratsnetz.security.jwks=" + gateway.upstream().address() + "/jwks",
                "ratsnetz.gateway.session.life=3s",
                "ratsnetz.gateway.session.idle=1s")) {
            issuer.away = true;
            assertThat(brief.get("/login").body()).contains("urn:ratsnetz:problem:identity-unavailable");
            issuer.away = false;
            long began = System.nanoTime();
            new Awaiting(brief, signIn(brief)).isOver(Duration.ofMillis(100)); // used all the time
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
            new Awaiting(brief, signIn(brief)).isOver(Duration.ofMillis(1_100));
        }
    }

    private record Awaiting(RunningGateway gateway, String cookie) {

        void isOver(Duration pause) {
            await().pollDelay(pause)
                    .pollInterval(pause)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.send(gateway.request("/api/session").header("Cookie", cookie))
                            .body()
                            .equals("{\"signedIn\":false}"));
        }
    }

    private static String signIn(RunningGateway where) {
        Map<String, String> begun = begin(where);
        issuer.nonce = begun.getOrDefault("nonce", "");
        HttpResponse<String> arrived = callback(where, begun);
        assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(302);
        return arrived.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-ratsnetz="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    /** What the provider is sent, and the cookie that goes with it. */
    private static Map<String, String> begin(RunningGateway where) {
        HttpResponse<String> login = where.get("/login");
        assertThat(login.statusCode()).as(login.body()).isEqualTo(302);
        Map<String, String> begun = Stream.of(
                        URI.create(login.headers().firstValue("Location").orElseThrow())
                                .getQuery()
                                .split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(begun)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("prompt", "login")
                .containsEntry("redirect_uri", ADDRESS + "/login/callback");
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        begun.put("cookie", cookie.substring(0, cookie.indexOf(';')));
        return begun;
    }

    private static HttpResponse<String> callback(RunningGateway where, Map<String, String> begun) {
        return where.send(where.request(
                        "/login/callback?code=c&state=" + URLEncoder.encode(begun.get("state"), StandardCharsets.UTF_8))
                .header("Cookie", begun.get("cookie")));
    }

    private static HttpResponse<String> call(String cookie) {
        return gateway.send(gateway.request(COUNCIL).header("Cookie", cookie));
    }

    private static HttpResponse<String> logout(String cookie, String csrf) {
        return gateway.send(gateway.request("/logout")
                .header("Cookie", cookie)
                .header("X-CSRF-TOKEN", csrf)
                .POST(BodyPublishers.noBody()));
    }

    private static String token(HttpResponse<String> answer) {
        return RunningGateway.JSON
                .readTree(answer.body())
                .at("/headers/authorization/0")
                .asString();
    }

    private static JsonNode session(String cookie) {
        return RunningGateway.JSON.readTree(
                gateway.send(gateway.request("/api/session").header("Cookie", cookie))
                        .body());
    }

    private static String csrf(String cookie) {
        return session(cookie).path("csrf").asString();
    }
}
