package org.ratsnetz.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.gateway.Tokens;

/** Tokens that must not be believed, where a token is needed and where none is. */
class BrokenTokensTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();
    private static final Tokens TOKENS = GATEWAY.tokens();

    static Stream<Arguments> brokenTokens() {
        long now = Instant.now().getEpochSecond();
        String good = TOKENS.of("someone");
        String[] parts = good.split("\\.");
        return Stream.of(
                arguments("nothing", ""),
                arguments("no token", "abc"),
                arguments("two parts", parts[0] + "." + parts[1]),
                arguments("four parts", good + ".x"),
                arguments("empty parts", ".."),
                arguments("no signature", parts[0] + "." + parts[1] + "."),
                arguments("alg none", Tokens.unsigned(changed(h -> h.put("alg", "none")), TOKENS.claims())),
                arguments("alg None", Tokens.unsigned(changed(h -> h.put("alg", "None")), TOKENS.claims())),
                arguments("alg nOnE with a signature", rs(h -> h.put("alg", "nOnE"))),
                arguments(
                        "HS256 with the public key", TOKENS.hmac(changed(h -> h.put("alg", "HS256")), TOKENS.claims())),
                arguments("HS256 called RS256", TOKENS.hmac(TOKENS.header(), TOKENS.claims())),
                arguments("RS384", TOKENS.rsaBy("SHA384withRSA", changed(h -> h.put("alg", "RS384")), TOKENS.claims())),
                arguments("RS512", TOKENS.rsaBy("SHA512withRSA", changed(h -> h.put("alg", "RS512")), TOKENS.claims())),
                arguments("RS1", TOKENS.rsaBy("SHA1withRSA", changed(h -> h.put("alg", "RS1")), TOKENS.claims())),
                arguments("PS256 in name", rs(h -> h.put("alg", "PS256"))),
                arguments("ES256 in name with an RSA key", rs(h -> h.put("alg", "ES256"))),
                arguments(
                        "RS256 in name with an EC key",
                        TOKENS.es256(changed(h -> h.put("kid", "ec")), TOKENS.claims())),
                arguments("alg missing", rs(h -> h.remove("alg"))),
                arguments("alg a number", rs(h -> h.put("alg", 256))),
                arguments("signature of someone else", TOKENS.foreign()),
                arguments("signature cut", good.substring(0, good.length() - 10)),
                arguments("signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length())),
                arguments("claims replaced", parts[0] + "." + Tokens.encode("{\"sub\":\"operator\"}") + "." + parts[2]),
                arguments("header replaced", Tokens.encode("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2]),
                arguments("kid unknown", rs(h -> h.put("kid", "another"))),
                arguments("kid missing", rs(h -> h.remove("kid"))),
                arguments("kid a path", rs(h -> h.put("kid", "../../etc/passwd"))),
                arguments("jku", rs(h -> h.put("jku", "http://evil.example/jwks"))),
                arguments("x5u", rs(h -> h.put("x5u", "http://evil.example/chain"))),
                arguments("jwk", rs(h -> h.put("jwk", Map.of("kty", "oct", "k", "AAAA")))),
                arguments("x5c", rs(h -> h.put("x5c", List.of("AAAA")))),
                arguments("crit", rs(h -> h.put("crit", List.of("exp")))),
                arguments("typ JWT", rs(h -> h.put("typ", "JWT"))),
                arguments("typ missing", rs(h -> h.remove("typ"))),
                arguments("other issuer", claims(c -> c.put("iss", "http://issuer.example.evil"))),
                arguments("issuer missing", claims(c -> c.remove("iss"))),
                arguments("other audience", claims(c -> c.put("aud", "another"))),
                arguments("other audiences", claims(c -> c.put("aud", List.of("a", "b")))),
                arguments("audience a number", claims(c -> c.put("aud", 1))),
                arguments("audience missing", claims(c -> c.remove("aud"))),
                arguments("expired for longer than clocks differ", claims(c -> c.put("exp", now - 31))),
                arguments("expired long ago", claims(c -> c.put("exp", 0))),
                arguments("expiry missing", claims(c -> c.remove("exp"))),
                arguments("expiry a text", claims(c -> c.put("exp", "tomorrow"))),
                arguments("expiry endless", claims(c -> c.put("exp", 1e300))),
                arguments("not valid yet", claims(c -> c.put("nbf", now + 90))),
                arguments("begin a text", claims(c -> c.put("nbf", "now"))),
                arguments("issued in the future", claims(c -> c.put("iat", now + 90))),
                arguments("subject missing", claims(c -> c.remove("sub"))),
                arguments("subject with a line break", claims(c -> c.put("sub", "a\nb"))),
                arguments("roles a text", claims(c -> c.put("roles", "operator"))),
                arguments("council no AGS", claims(c -> c.put("councils", List.of("*")))),
                arguments("a claim twice", TOKENS.rs256(Tokens.json(TOKENS.header()), twice(TOKENS.claims(), "sub"))),
                arguments("a header twice", TOKENS.rs256(twice(TOKENS.header(), "alg"), Tokens.json(TOKENS.claims()))),
                arguments("claims no object", TOKENS.rs256(Tokens.json(TOKENS.header()), "[]")),
                arguments("claims no JSON", TOKENS.rs256(Tokens.json(TOKENS.header()), "sub=operator")),
                arguments(
                        "more after the claims",
                        TOKENS.rs256(Tokens.json(TOKENS.header()), Tokens.json(TOKENS.claims()) + "{}")),
                arguments("huge", claims(c -> c.put("padding", "x".repeat(8_000)))),
                arguments(
                        "other alphabet",
                        Base64.getEncoder().encodeToString(new byte[] {-1, -2, -3}) + ".+/." + parts[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenTokens")
    void areRefusedEverywhere(String name, String token) {
        for (String path : List.of("/api/councils/05315000", "/api/about", "/api/federation/stream")) {
            HttpResponse<String> answer =
                    GATEWAY.send(GATEWAY.request(path).header("Authorization", "Bearer " + token));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(RunningGateway.JSON.readTree(answer.body()).path("type").asString())
                    .isEqualTo("urn:ratsnetz:problem:token-invalid");
        }
    }

    @Test
    void thereAreAtLeastFortyOfThem() {
        assertThat(brokenTokens().count()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void anotherSchemeOrTwoTokensAreRefused() {
        String good = TOKENS.of("someone");
        assertThat(status("Basic", "dXNlcjpwYXNz")).isEqualTo(401);
        assertThat(GATEWAY.send(GATEWAY.request("/api/about")
                                .header("Authorization", "Bearer " + good)
                                .header("Authorization", "Bearer " + good))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void eachProperAlgorithmIsBelieved() {
        Map<String, Object> elliptic = changed(h -> {
            h.put("alg", "ES256");
            h.put("kid", "ec");
        });
        Map<String, Object> edwards = changed(h -> {
            h.put("alg", "EdDSA");
            h.put("kid", "ed");
        });
        assertThat(status("Bearer", TOKENS.of("someone"))).isEqualTo(200);
        assertThat(status("bearer", TOKENS.es256(elliptic, TOKENS.claims()))).isEqualTo(200);
        assertThat(status("Bearer", TOKENS.edDsa(edwards, TOKENS.claims()))).isEqualTo(200);
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        long now = Instant.now().getEpochSecond();
        assertThat(status("Bearer", claims(c -> c.put("exp", now - 20)))).isEqualTo(200);
        assertThat(status("Bearer", claims(c -> c.put("nbf", now + 20)))).isEqualTo(200);
    }

    @Test
    void withoutATokenOneReadsAndDoesNotWrite() {
        assertThat(GATEWAY.get("/api/councils/05315000").statusCode()).isEqualTo(200);
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            HttpResponse<String> answer = GATEWAY.send(
                    GATEWAY.request("/api/councils/05315000").method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(method).isEqualTo(401);
            assertThat(answer.body()).contains("urn:ratsnetz:problem:token-required");
        }
    }

    @Test
    void whoSubscribesNeedsNoTokenSinceTheServiceDecidesByTheLink() {
        for (String path : List.of("/api/subscriptions", "/api/subscriptions/unsubscribe?token=t")) {
            HttpResponse<String> answer =
                    GATEWAY.send(GATEWAY.request(path).POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(GATEWAY.send(GATEWAY.request("/api/subscriptionsandmore").POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    private static int status(String scheme, String token) {
        return GATEWAY.send(GATEWAY.request("/api/councils/05315000").header("Authorization", scheme + " " + token))
                .statusCode();
    }

    private static String rs(Consumer<Map<String, Object>> change) {
        return TOKENS.rs256(changed(change), TOKENS.claims());
    }

    private static String claims(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = TOKENS.claims();
        change.accept(claims);
        return TOKENS.rs256(TOKENS.header(), claims);
    }

    private static Map<String, Object> changed(Consumer<Map<String, Object>> change) {
        Map<String, Object> header = TOKENS.header();
        change.accept(header);
        return header;
    }

    private static String twice(Map<String, Object> members, String name) {
        String json = Tokens.json(members);
        return json.substring(0, json.length() - 1) + ",\"" + name + "\":\"" + members.get(name) + "\"}";
    }
}
