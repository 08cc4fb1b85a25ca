package org.ratsnetz.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.parts.Ports;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How people prove to the provider who they are, and what it gives the gateway for them. */
class PeopleTest {

    private static final String ISSUER = "http://127.0.0.1:1";
    private static final String CALLBACK = ISSUER + "/login/callback";
    private static final String VERIFIER = "v".repeat(43);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final GatewayClient GATEWAY = GatewayClient.at(ISSUER);
    private static final int PORT = Ports.free();

    @TempDir
    private static Path folder;

    private static @Nullable ConfigurableApplicationContext provider;
    private static @Nullable People people;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        people = new People(
                folder.resolve("people.json"),
                List.of(
                        new People.Wanted("office", "Ada Sonnenblume", List.of("office"), List.of()),
                        new People.Wanted("editor-05315000", "Bo Distel", List.of("council"), List.of("05315000"))));
        Clients clients = new Clients(folder.resolve("clients.json"), Clock.systemUTC());
        clients.ensure(List.of(new Clients.Wanted("operator", List.of("operator"), List.of())));
        SigningKeys keys = SigningKeys.in(folder.resolve("keys.json"));
        provider = IdentityProvider.start(PORT, ISSUER, clients, people, GATEWAY, keys, folder.resolve("launcher.log"));
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(provider).close();
    }

    @Test
    void passwordsAreKeptAndForTheOwnerOnly() throws Exception {
        Path file = folder.resolve("people.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        People again = new People(file, List.of(new People.Wanted("office", "Another", List.of("board"), List.of())));
        assertThat(again.all()).isEqualTo(Objects.requireNonNull(people).all());
        assertThat(password("office"))
                .matches("([a-z2-9]{4}-){3}[a-z2-9]{4}")
                .isNotEqualTo(password("editor-05315000"));
    }

    @Test
    void thePageAsksInTheReadersLanguageAndLeavesNoCookie() throws Exception {
        HttpResponse<String> german = authorize(request(), Map.of());
        assertThat(german.statusCode()).isEqualTo(200);
        assertThat(german.body()).contains("<html lang=\"de\">", "Benutzername", "Passwort");
        assertThat(german.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(german.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "script-src");
        assertThat(authorize(request(), Map.of("Accept-Language", "en")).body())
                .contains("<html lang=\"en\">", "User name");
    }

    @Test
    void whatTheRequestBringsIsShownAsTextOnly() throws Exception {
        Map<String, String> request = request();
        request.put("state", "\"><script>alert(1)</script>");
        assertThat(authorize(request, Map.of()).body())
                .contains("&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(signIn(request(), "<script>$1{login.title}", "x", "10.9.0.1").body())
                .contains("&lt;script&gt;$1{login.title}")
                .doesNotContain("<script");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "redirect_uri, http://127.0.0.1:2/login/callback",
        "redirect_uri, http://127.0.0.1:1/login/callback/x",
        "redirect_uri, https://evil.example/login/callback",
        "redirect_uri, ''",
        "client_id, operator",
        "client_id, nobody"
    })
    void aWrongRequestGetsNeitherPageNorCode(String name, String value) throws Exception {
        Map<String, String> request = request();
        request.put(name, value);
        assertThat(authorize(request, Map.of()).statusCode()).isEqualTo(400);
        assertThat(signIn(request, "office", password("office"), "10.9.0.2").statusCode())
                .isEqualTo(400);
    }

    @Test
    void withoutProofOfTheBeginningThereIsNoCode() throws Exception {
        Map<String, String> request = request();
        request.remove("code_challenge");
        request.remove("code_challenge_method");
        HttpResponse<String> answer = signIn(request, "office", password("office"), "10.9.0.3");
        assertThat(query(answer)).containsEntry("error", "invalid_request").doesNotContainKey("code");
    }

    @Test
    void aPersonsTokenSaysWhoMayDoWhatForWhom() throws Exception {
        JsonNode tokens = tokens("editor-05315000", "10.9.0.4");
        SignedJWT access = SignedJWT.parse(tokens.path("access_token").asString());
        assertThat(access.getHeader().getType()).hasToString("at+jwt");
        assertThat(access.getJWTClaimsSet().getAudience()).containsExactly("ratsnetz");
        assertThat(access.getJWTClaimsSet().getSubject()).isEqualTo("editor-05315000");
        assertThat(access.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("gateway");
        assertThat(access.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("council");
        assertThat(access.getJWTClaimsSet().getStringListClaim("councils")).containsExactly("05315000");
        assertThat(tokens.path("expires_in").asInt()).isBetween(200, 300);
        SignedJWT id = SignedJWT.parse(tokens.path("id_token").asString());
        assertThat(id.getHeader().getType()).isNotEqualTo(access.getHeader().getType());
        assertThat(id.getJWTClaimsSet().getAudience()).containsExactly("gateway");
        assertThat(id.getJWTClaimsSet().getStringClaim("name")).isEqualTo("Bo Distel");
        assertThat(id.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n-1");
    }

    @Test
    void aCodeIsGoodOnceAndTakesItsTokensAlongWhenItComesAgain() throws Exception {
        String code = code("office", "10.9.0.5");
        JsonNode tokens = JSON.readTree(exchange(code, VERIFIER).body());
        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(400);
        assertThat(refresh(tokens.path("refresh_token").asString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCodeIsGoodForWhoBeganOnly() throws Exception {
        assertThat(exchange(code("office", "10.9.0.6"), "w".repeat(43)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsAllThatCameOfIt() throws Exception {
        String first = tokens("office", "10.9.0.7").path("refresh_token").asString();
        String second =
                JSON.readTree(refresh(first).body()).path("refresh_token").asString();
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        assertThat(refresh(first).statusCode()).isEqualTo(400);
        assertThat(refresh(second).body()).contains("invalid_grant");
    }

    @Test
    void aWrongPasswordIsToldWithoutSayingWhatIsWrong() throws Exception {
        HttpResponse<String> wrong = signIn(request(), "office", "x", "10.9.0.8");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("role=\"alert\"", "Benutzername oder Passwort", "value=\"office\"");
        HttpResponse<String> unknown = signIn(request(), "nobody", "x", "10.9.0.8");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body().replace("nobody", "office")).isEqualTo(wrong.body());
    }

    @Test
    void whoeverGuessesHasToWait() throws Exception {
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(signIn(request(), "editor-05315000", "guess", "10.9.0.9").statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> braked = signIn(request(), "editor-05315000", password("editor-05315000"), "10.9.0.9");
        assertThat(braked.statusCode()).isEqualTo(429);
        assertThat(braked.headers().firstValue("Retry-After")).isPresent();
        assertThat(braked.body()).contains("Zu viele Fehlversuche");
        // the person, elsewhere, is not kept out
        assertThat(code("editor-05315000", "10.9.0.10")).isNotEmpty();
    }

    @Test
    void noMachineTakesThePlaceOfAPerson() throws Exception {
        Clients clients = Objects.requireNonNull(provider).getBean(Clients.class);
        String secret = Objects.requireNonNull(clients.local().getFirst().secret());
        String token = JSON.readTree(post(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        "operator",
                                        "client_secret",
                                        secret),
                                Map.of())
                        .body())
                .path("access_token")
                .asString();
        for (String taken : List.of("gateway", "office")) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/api/clients"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"id\":\"" + taken + "\",\"roles\":[\"office\"]}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(409);
        }
        assertThat(post("/oauth2/token", Map.of("grant_type", "client_credentials"), Map.of("Authorization", basic()))
                        .body())
                .contains("unauthorized_client");
    }

    private static Map<String, String> request() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", "gateway");
        request.put("redirect_uri", CALLBACK);
        request.put("scope", "openid profile");
        request.put("state", "s-1");
        request.put("nonce", "n-1");
        request.put("prompt", "login");
        request.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        request.put("code_challenge_method", "S256");
        return request;
    }

    private HttpResponse<String> authorize(Map<String, String> request, Map<String, String> headers) throws Exception {
        HttpRequest.Builder asked =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/oauth2/authorize?" + form(request)));
        headers.forEach(asked::header);
        return http.send(asked.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(Map<String, String> request, String username, String password, String address)
            throws Exception {
        Map<String, String> posted = new LinkedHashMap<>(request);
        posted.put("username", username);
        posted.put("password", password);
        return post("/oauth2/authorize", posted, Map.of("X-Forwarded-For", address));
    }

    private String code(String username, String address) throws Exception {
        HttpResponse<String> answer = signIn(request(), username, password(username), address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(query(answer)).containsEntry("state", "s-1");
        return Objects.requireNonNull(query(answer).get("code"));
    }

    private JsonNode tokens(String username, String address) throws Exception {
        HttpResponse<String> answer = exchange(code(username, address), VERIFIER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
        Map<String, String> form = Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK, "code_verifier", verifier);
        return post("/oauth2/token", form, Map.of("Authorization", basic()));
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", token),
                Map.of("Authorization", basic()));
    }

    private static String basic() {
        String pair = GatewayClient.ID + ":" + GATEWAY.secret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> post(String path, Map<String, String> form, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form)));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What the redirection carries. */
    private static Map<String, String> query(HttpResponse<String> answer) {
        String place = answer.headers().firstValue("Location").orElseThrow();
        assertThat(place).startsWith(CALLBACK + "?");
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : place.substring(place.indexOf('?') + 1).split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String password(String username) {
        return Objects.requireNonNull(people).find(username).orElseThrow().password();
    }
}
