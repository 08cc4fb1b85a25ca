package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on wide and narrow screens, by day and by night. Pictures of each lie in {@code target/screenshots}. */
class PublicPageLooksTest {

    private static Browser browser;
    private static CannedPlatform platform;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        platform = new CannedPlatform();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1280,light", "390,dark", "768,light"})
    void isAccessibleAndFitsAndObeysTheContentPolicy(int width, String colours) {
        browser.screen(width, 900, colours);
        browser.console();
        browser.open(platform.address());
        await().atMost(Duration.ofSeconds(15))
                .until(() -> browser.findAll("#map path.council").size() == 52
                        && browser.textOf("#connection").startsWith("Live"));
        browser.run("document.querySelector(\"#table-body tr[data-ags='05112000'] button\").click()");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !browser.findAll("#detail li").isEmpty());

        browser.screenshot("page-" + width + "-" + colours);
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.sidewaysPixels()).isZero();
        assertThat(browser.console()).isEmpty();
    }
}
