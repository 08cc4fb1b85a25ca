package org.ratsnetz.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Ports;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IdentityProviderTest {

    private static final String ISSUER = "http://127.0.0.1:1";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Clients.Wanted> WANTED = List.of(
            new Clients.Wanted("operator", List.of("operator"), List.of()),
            new Clients.Wanted("registrar", List.of("registrar"), List.of()),
            new Clients.Wanted("auditor", List.of("auditor"), List.of()),
            new Clients.Wanted("council-05315000", List.of("council"), List.of("05315000")));

    private static final List<People.Wanted> PEOPLE =
            List.of(new People.Wanted("office", "Ada Sonnenblume", List.of("office"), List.of()));
    private static final GatewayClient GATEWAY_CLIENT = GatewayClient.at(ISSUER);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private @Nullable ConfigurableApplicationContext provider;
    private @Nullable Clients clients;

    @BeforeEach
    void start() {
        clients = new Clients(folder.resolve("clients.json"), Clock.systemUTC());
        clients.ensure(WANTED);
        provider = IdentityProvider.start(
                port,
                ISSUER,
                clients,
                new People(folder.resolve("people.json"), PEOPLE),
                GATEWAY_CLIENT,
                SigningKeys.in(folder.resolve("keys.json")),
                folder.resolve("launcher.log"));
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(provider).close();
    }

    @Test
    void aTokenSaysWhoMayDoWhatForWhom() throws Exception {
        SignedJWT token = SignedJWT.parse(token("council-05315000", secret("council-05315000")));
        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(token.getHeader().getAlgorithm()).hasToString("RS256");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(ISSUER);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("ratsnetz");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("council-05315000");
        assertThat(token.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("council-05315000");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("council");
        assertThat(token.getJWTClaimsSet().getStringListClaim("councils")).containsExactly("05315000");
        JsonNode claims = JSON.readTree(token.getPayload().toString());
        // services take it for 30 s more, as clocks may differ: five minutes in all
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong() + 30)
                .isEqualTo(300);
    }

    @Test
    void keysAndClientsOutliveTheProvider() throws Exception {
        String before = get("/oauth2/jwks", null).body();
        String secret = secret("operator");
        stop();
        start();
        assertThat(get("/oauth2/jwks", null).body()).isEqualTo(before);
        assertThat(token("operator", secret)).isNotEmpty();
    }

    @Test
    void aWrongSecretGetsNoToken() throws Exception {
        assertThat(tokenAnswer("operator", "wrong").statusCode()).isEqualTo(401);
        assertThat(tokenAnswer("nobody", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void metadataNamesTheEndpointsUnderTheIssuer() throws Exception {
        JsonNode metadata =
                JSON.readTree(get("/.well-known/openid-configuration", null).body());
        assertThat(metadata.path("issuer").asString()).isEqualTo(ISSUER);
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/token");
        assertThat(JSON.readTree(get("/.well-known/oauth-authorization-server", null)
                                .body())
                        .path("jwks_uri")
                        .asString())
                .isEqualTo(ISSUER + "/oauth2/jwks");
    }

    @Test
    void aCreatedClientGetsTokensUntilItIsRevoked() throws Exception {
        String operator = token("operator", secret("operator"));
        HttpResponse<String> created = post(
                "/api/clients",
                operator,
                "{\"id\":\"town-system\",\"roles\":[\"council\"],\"councils\":[\"05111000\"]}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/clients/town-system");
        String secret = JSON.readTree(created.body()).path("secret").asString();
        assertThat(token("town-system", secret)).isNotEmpty();

        assertThat(delete("/api/clients/town-system", operator).statusCode()).isEqualTo(204);
        assertThat(tokenAnswer("town-system", secret).statusCode()).isEqualTo(401);
        assertThat(get("/api/clients/town-system", operator).body()).contains("\"revoked\"");
        assertThat(post("/api/clients/town-system/secret", operator, "").statusCode())
                .isEqualTo(409);
        assertThat(post(
                                "/api/clients",
                                operator,
                                "{\"id\":\"town-system\",\"roles\":[\"council\"],\"councils\":[\"05111000\"]}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aRotatedSecretReplacesTheOldOne() throws Exception {
        String operator = token("operator", secret("operator"));
        String old = secret("auditor");
        HttpResponse<String> rotated = post("/api/clients/auditor/secret", operator, "");
        String fresh = JSON.readTree(rotated.body()).path("secret").asString();
        assertThat(rotated.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(token("auditor", fresh)).isNotEmpty();
        assertThat(tokenAnswer("auditor", old).statusCode()).isEqualTo(401);
        assertThat(secret("auditor")).isEqualTo(fresh);
    }

    @Test
    void aRegistrarManagesCouncilsOnly() throws Exception {
        String registrar = token("registrar", secret("registrar"));
        assertThat(post("/api/clients", registrar, "{\"id\":\"second-operator\",\"roles\":[\"operator\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(
                                "/api/clients",
                                registrar,
                                "{\"id\":\"council-and-more\",\"roles\":[\"council\",\"operator\"],\"councils\":[\"05111000\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(delete("/api/clients/operator", registrar).statusCode()).isEqualTo(403);
        assertThat(get("/api/clients", registrar).body())
                .contains("council-05315000")
                .doesNotContain("auditor");
        assertThat(delete("/api/clients/council-05315000", registrar).statusCode())
                .isEqualTo(204);
    }

    @Test
    void othersAreTurnedAwayWithAProblem() throws Exception {
        HttpResponse<String> nobody = get("/api/clients", null);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(nobody.body()).contains("urn:ratsnetz:problem:unauthorized");
        HttpResponse<String> auditor = get("/api/clients", token("auditor", secret("auditor")));
        assertThat(auditor.statusCode()).isEqualTo(403);
        assertThat(auditor.body()).contains("urn:ratsnetz:problem:forbidden");
        assertThat(get("/anything", token("operator", secret("operator"))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void eachWrongFieldIsNamed() throws Exception {
        String operator = token("operator", secret("operator"));
        HttpResponse<String> refused =
                post("/api/clients", operator, "{\"id\":\"A\",\"roles\":[\"king\"],\"councils\":[\"5\"]}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).path("errors").findValuesAsString("pointer"))
                .containsExactly("/councils", "/id", "/roles");
        assertThat(post("/api/clients", operator, "{\"id\":\"abc\",\"secret\":\"mine\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/clients", operator, "{").statusCode()).isEqualTo(400);
        assertThat(post("/api/clients", operator, "{\"id\":\"abc\",\"roles\":[null],\"councils\":[null]}")
                        .statusCode())
                .isEqualTo(422);
    }

    private String secret(String id) {
        return Objects.requireNonNull(clients).local().stream()
                .filter(client -> client.id().equals(id))
                .map(client -> Objects.requireNonNull(client.secret()))
                .findFirst()
                .orElseThrow();
    }

    private String token(String id, String secret) throws Exception {
        HttpResponse<String> answer = tokenAnswer(id, secret);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> tokenAnswer(String id, String secret) throws Exception {
        String form = "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret;
        return send(request("/oauth2/token", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        return send(request(path, token));
    }

    private HttpResponse<String> delete(String path, String token) throws Exception {
        return send(request(path, token).DELETE());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        Map<String, String> headers = token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
