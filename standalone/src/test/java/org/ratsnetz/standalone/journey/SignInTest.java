package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** People sign in, work and sign out, over the real gateway and provider; what the browser holds is good for nothing else. */
@ExtendWith(Platforms.Shared.class)
class SignInTest {

    private static final String SESSION = "__Host-ratsnetz";
    private static final String EDITOR = "editor-05315000";
    private static final String KOELN = "/api/councils/05315000";
    private static final String DUESSELDORF = "/api/councils/05111000";
    /** A token, or the beginning of one. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8}");

    private RunningPlatform platform;

    @BeforeEach
    void platform(Platforms platforms) {
        platform = platforms.first();
    }

    @Test
    void anEditorSignsInWritesTheOwnCouncilAndSignsOut() throws Exception {
        BrowserSession browser = BrowserSession.of(platform, EDITOR);
        JsonNode session = browser.session();
        assertThat(session.path("signedIn").asBoolean()).isTrue();
        assertThat(session.path("name").asString()).contains(" ");
        assertThat(texts(session, "roles")).containsExactly("council");
        assertThat(texts(session, "councils")).containsExactly("05315000");
        assertThat(Instant.parse(session.path("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(55)),
                        Instant.now().plus(Duration.ofMinutes(65)));

        HttpResponse<String> written =
                browser.patch(KOELN, browser.csrf(), "{\"contact\":{\"phone\":\"0221 4710-999\"}}");
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(RunningPlatform.JSON
                        .readTree(written.body())
                        .path("changedBy")
                        .asString())
                .isEqualTo(EDITOR);

        HttpResponse<String> foreign =
                browser.patch(DUESSELDORF, browser.csrf(), "{\"contact\":{\"phone\":\"0221 4710-999\"}}");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(browser.get("/api/operations/councils/outbox").statusCode()).isEqualTo(403);

        String stolen = browser.cookies().get(SESSION);
        assertThat(browser.logout(browser.csrf()).statusCode()).isEqualTo(204);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
        browser.cookies().put(SESSION, stolen);
        assertThat(browser.session().propertyNames()).containsExactly("signedIn");
        browser.cookies().put(SESSION, stolen);
        HttpResponse<String> late = browser.patch(KOELN, session.path("csrf").asString(), "{}");
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.body()).contains("urn:ratsnetz:problem:session-over");
        nothingTells(browser);
    }

    @Test
    void eachRoleSeesItsOwn() throws Exception {
        BrowserSession operator = BrowserSession.of(platform, "operator");
        assertThat(operator.get("/api/operations/councils/outbox").statusCode()).isEqualTo(200);
        BrowserSession office = BrowserSession.of(platform, "office");
        assertThat(texts(office.session(), "roles")).containsExactly("office");
        assertThat(texts(office.session(), "councils")).isEmpty();
        assertThat(office.get("/api/operations/councils/outbox").statusCode()).isEqualTo(403);
        assertThat(office.patch(KOELN, office.csrf(), "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void aChangeThatDoesNotProveItsPageIsRefused() throws Exception {
        BrowserSession browser = BrowserSession.of(platform, EDITOR);
        BrowserSession other = BrowserSession.of(platform, EDITOR);
        for (String csrf : new String[] {null, "", "wrong", other.csrf()}) {
            HttpResponse<String> refused = browser.patch(KOELN, csrf, "{\"contact\":{\"phone\":\"1\"}}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("urn:ratsnetz:problem:csrf", "X-CSRF-TOKEN", "/api/session");
            assertThat(browser.logout(csrf).statusCode()).isEqualTo(403);
        }
        assertThat(browser.session().path("signedIn").asBoolean()).isTrue();
    }

    @Test
    void aTokenThatIsBroughtCountsBeforeTheSession() throws Exception {
        BrowserSession browser = BrowserSession.of(platform, "office");
        HttpResponse<String> written = browser.send(browser.request(DUESSELDORF)
                .header("Authorization", "Bearer " + platform.token("council-05111000"))
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .method("PATCH", BodyPublishers.ofString("{\"contact\":{\"phone\":\"0221 4710-998\"}}")));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(written.body()).contains("council-05111000");
    }

    @Test
    void aSignInThatBeganElsewhereIsRefused() throws Exception {
        BrowserSession attacker = new BrowserSession(platform);
        String callback = attacker.callback(EDITOR, "/");
        // the attacker's way in, put into somebody else's browser; who may have begun one too
        BrowserSession victim = new BrowserSession(platform);
        isUnknown(victim.get(callback));
        victim.get("/login");
        isUnknown(victim.get(callback));
        String state = callback.replaceAll(".*state=([^&]*).*", "$1");
        isUnknown(attacker.get(callback.replace(state, "x" + state)));
        isUnknown(attacker.get("/login/callback?code=x"));
        isUnknown(attacker.get("/login/callback"));
        assertThat(victim.cookies()).doesNotContainKey(SESSION);
        assertThat(attacker.get(callback).statusCode()).isEqualTo(302);
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        BrowserSession browser = new BrowserSession(platform);
        String callback = browser.callback(EDITOR, "/");
        Map<String, String> before = Map.copyOf(browser.cookies());
        assertThat(browser.get(callback).statusCode()).isEqualTo(302);
        assertThat(BrowserSession.location(browser.get(callback)))
                .endsWith("/arbeitsplatz"); // went back in the browser
        BrowserSession replay = new BrowserSession(platform);
        replay.cookies().putAll(before);
        isUnknown(replay.get(callback));
        assertThat(replay.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void aSecondWayInOfTheSameBrowserDoesNotSpoilTheFirst() throws Exception {
        BrowserSession browser = new BrowserSession(platform);
        String first = browser.callback(EDITOR, "/rat/05315000");
        String second = browser.callback(EDITOR, "/dashboard?a=b");
        assertThat(BrowserSession.location(browser.get(first)))
                .isEqualTo(platform.uri("/rat/05315000").toString());
        assertThat(browser.cookies()).containsKey(SESSION);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aRefusalOfTheProviderSignsNobodyIn() throws Exception {
        BrowserSession browser = new BrowserSession(platform);
        String state = browser.callback(EDITOR, "/").replaceAll(".*state=([^&]*).*", "$1");
        HttpResponse<String> refused = browser.get("/login/callback?error=access_denied&state=" + state);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("urn:ratsnetz:problem:sign-in-failed");
        state = browser.callback(EDITOR, "/").replaceAll(".*state=([^&]*).*", "$1");
        assertThat(browser.get("/login/callback?error=a%0Aforged%20line&state=" + state)
                        .statusCode())
                .isEqualTo(400);
        assertThat(Files.readString(platform.data().resolve("logs/gateway.log")))
                .doesNotContain("forged line");
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void aSessionThatWasThereBeforeIsNotTheOneAfter() throws Exception {
        BrowserSession browser = new BrowserSession(platform);
        browser.cookies().put(SESSION, "planted");
        browser.get(browser.callback(EDITOR, "/"));
        assertThat(browser.cookies().get(SESSION)).isNotEqualTo("planted").hasSize(43);

        BrowserSession earlier = BrowserSession.of(platform, "office");
        String fixed = earlier.cookies().get(SESSION);
        BrowserSession later = new BrowserSession(platform);
        String callback = later.callback(EDITOR, "/");
        later.cookies().put(SESSION, fixed);
        later.get(callback);
        assertThat(later.cookies().get(SESSION)).isNotEqualTo(fixed);
        assertThat(earlier.session().path("signedIn").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "/\t/evil.example"
            })
    void nobodyIsSentToAForeignPage(String to) throws Exception {
        BrowserSession browser = new BrowserSession(platform);
        assertThat(BrowserSession.location(browser.get(browser.callback("office", to))))
                .isEqualTo(platform.uri("/arbeitsplatz").toString());
        // signed in already: straight there
        assertThat(BrowserSession.location(browser.get("/login?to=%2F%2Fevil.example")))
                .isEqualTo(platform.uri("/arbeitsplatz").toString());
    }

    @Test
    void cookiesAreForThisHostAndNoScript() throws Exception {
        BrowserSession browser = BrowserSession.of(platform, "office");
        List<String> set = browser.told().stream()
                .filter(answer -> answer.contains("__Host-ratsnetz"))
                .toList();
        assertThat(set)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer)
                        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax")
                        .doesNotContain("Domain="));
        assertThat(browser.cookies()).containsOnlyKeys(SESSION);
    }

    private void isUnknown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:ratsnetz:problem:sign-in-unknown");
    }

    /** No token in what the browser was told or holds, none and no password in any log. */
    private void nothingTells(BrowserSession browser) throws IOException {
        assertThat(browser.told()).noneMatch(answer -> TOKEN.matcher(answer).find());
        String password = BrowserSession.password(platform, EDITOR);
        try (Stream<Path> logs = Files.list(platform.data().resolve("logs"))) {
            for (Path log : logs.toList()) {
                String text = Files.readString(log);
                assertThat(TOKEN.matcher(text).find()).as(log.toString()).isFalse();
                assertThat(text).doesNotContain(password);
            }
        }
    }

    private static List<String> texts(JsonNode node, String name) {
        return node.path(name).valueStream().map(JsonNode::asString).toList();
    }
}
