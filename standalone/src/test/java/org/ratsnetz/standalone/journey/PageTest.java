package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The public page on the whole platform: what a council writes is on everyone's screen. */
@ExtendWith(Platforms.Shared.class)
class PageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KOELN = "05315000";
    private static Chromium browser;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void whatACouncilWritesIsOnThePageAtOnce(Platforms platforms) throws IOException, InterruptedException {
        RunningPlatform platform = platforms.first();
        browser.open(platform.uri("/").toString());
        await().atMost(PATIENCE).until(() -> browser.count("#map path.council") == 52);
        assertThat(browser.count("#map path.land")).isEqualTo(396);
        assertThat(browser.count("#table-body tr")).isEqualTo(52);
        assertThat(browser.textOf("#demo")).contains("erfunden");
        assertThat(browser.textOf("#sources")).contains("Destatis", "Geobasis NRW");
        int seats = seats(platform);
        assertThat(browser.textOf("#figure-seats")).isEqualTo(german(seats));
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").startsWith("Live"));

        oneMoreElectedSeat(platform);

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

    private static int seats(RunningPlatform platform) throws IOException, InterruptedException {
        return read(platform, "/api/federation/overview")
                .path("seats")
                .path("total")
                .intValue();
    }

    private static String german(int number) {
        return NumberFormat.getInstance(Locale.GERMANY).format(number);
    }

    private static void oneMoreElectedSeat(RunningPlatform platform) throws IOException, InterruptedException {
        String path = "/api/councils/" + KOELN;
        JsonNode seats = read(platform, path).path("seats");
        String body = "{\"seats\":{\"elected\":" + (seats.path("elected").intValue() + 1) + ",\"council\":"
                + seats.path("council").intValue() + "}}";
        HttpResponse<String> answer = platform.patch(path, "council-" + KOELN, "*", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode read(RunningPlatform platform, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = platform.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningPlatform.JSON.readTree(answer.body());
    }
}
