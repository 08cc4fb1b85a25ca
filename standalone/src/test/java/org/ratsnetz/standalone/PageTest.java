package org.ratsnetz.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.standalone.launch.Platform;
import org.ratsnetz.standalone.launch.Settings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public page on the whole platform: what a council writes is on everyone's screen. */
class PageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KOELN = "05315000";
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path data;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Chromium browser;
    private static Platform platform;
    private static String address;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("RATSNETZ_DATA", data.toString());
        environment.put("RATSNETZ_PORT", String.valueOf(Ports.free()));
        environment.put("RATSNETZ_DAY", "off");
        environment.put("RATSNETZ_TRAINING", "off");
        Settings settings = Settings.of(environment);
        address = settings.address();
        platform = new Platform(settings, System.out);
        platform.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (platform != null) {
            platform.stop();
        }
    }

    @Test
    void whatACouncilWritesIsOnThePageAtOnce() throws IOException, InterruptedException {
        browser.open(address + "/");
        await().atMost(PATIENCE).until(() -> browser.count("#map path.council") == 52);
        assertThat(browser.count("#map path.land")).isEqualTo(396);
        assertThat(browser.count("#table-body tr")).isEqualTo(52);
        assertThat(browser.textOf("#demo")).contains("erfunden");
        assertThat(browser.textOf("#sources")).contains("Destatis", "Geobasis NRW");
        int seats = seats();
        assertThat(browser.textOf("#figure-seats")).isEqualTo(german(seats));
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").startsWith("Live"));

        oneMoreElectedSeat();

        await().atMost(PATIENCE).until(() -> browser.textOf("#figure-seats").equals(german(seats + 1)));
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("Zahl der Sitze"));
        assertThat(browser.textOf("#changes li:first-child")).contains("Köln");
        browser.screenshot(Path.of("target", "screenshots", "platform.png"));
        assertThat(String.valueOf(browser.header("content-security-policy")))
                .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(browser.console()).isEmpty();
    }

    private static int seats() throws IOException, InterruptedException {
        return get("/api/federation/overview").get("seats").get("total").intValue();
    }

    private static String german(int number) {
        return NumberFormat.getInstance(Locale.GERMANY).format(number);
    }

    private static void oneMoreElectedSeat() throws IOException, InterruptedException {
        JsonNode seats = get("/api/councils/" + KOELN).get("seats");
        String body = "{\"seats\":{\"elected\":" + (seats.get("elected").intValue() + 1) + ",\"council\":"
                + seats.get("council").intValue() + "}}";
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address + "/api/councils/" + KOELN))
                        .method("PATCH", BodyPublishers.ofString(body))
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "*")
                        .header("Authorization", "Bearer " + token())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String token() throws IOException, InterruptedException {
        JsonNode access = JSON.readTree(data.resolve("access.json").toFile());
        JsonNode client = access.get("clients")
                .valueStream()
                .filter(each -> each.get("id").asString().equals("council-" + KOELN))
                .findFirst()
                .orElseThrow();
        String basic = encoded(client.get("id").asString()) + ":"
                + encoded(client.get("secret").asString());
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(access.get("tokenUrl").asString()))
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("access_token").asString();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
