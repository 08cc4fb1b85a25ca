package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of councils and subscriptions on wide and narrow screens, by day and by night. Pictures lie in {@code target/screenshots}. */
class PagesLooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

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

    /** A page, and what is there once it is shown whole. */
    record Shown(String name, String address, List<String> whole) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> pagesOnScreens() {
        List<Shown> pages = List.of(
                new Shown(
                        "council",
                        "rat/05315000?",
                        List.of("#seats .seat", "#members tbody tr", "#subscribe form", "#changes .change")),
                new Shown("subscribe", "abo?", List.of("#subscribe form")),
                new Shown("confirm", "abo/bestaetigen?token=good&", List.of("#content .facts")),
                new Shown("preferences", "abo/einstellungen?token=good&", List.of("#content form")),
                new Shown("unsubscribe", "abo/abmelden?token=good&", List.of("#content .scopes")));
        return pages.stream()
                .flatMap(page ->
                        Looks.inShort().map(look -> Arguments.of(page, look.width(), look.colours(), look.language())));
    }

    @ParameterizedTest(name = "{0}, {1} px, {2}, {3}")
    @MethodSource("pagesOnScreens")
    void isAccessibleAndFitsAndObeysTheContentPolicy(Shown page, int width, String colours, String language) {
        browser.screen(width, 900, colours);
        browser.console();
        browser.open(platform.address() + page.address() + "lang=" + language);
        await().atMost(PATIENCE)
                .until(() -> page.whole().stream()
                        .noneMatch(css -> browser.findAll(css).isEmpty()));
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);

        browser.screenshot(page.name() + "-" + width + "-" + colours);
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.sidewaysPixels()).isZero();
        assertThat(browser.console()).isEmpty();
    }
}
