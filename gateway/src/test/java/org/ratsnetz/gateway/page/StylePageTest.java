package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page that shows the parts of which all pages are built. Pictures of it lie in {@code target/screenshots}. */
class StylePageTest {

    private static final Path SHEET = Path.of("src", "main", "resources", "static", "css", "components.css");
    private static final Pattern CLASS = Pattern.compile("\\.([a-z][a-z-]*)(?=[^{}]*\\{)");
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

    private static void open(int width, String colours, String query) {
        browser.screen(width, 900, colours);
        browser.console();
        browser.open(platform.address() + "stil" + query);
        await().atMost(PATIENCE).until(() -> !browser.findAll("#states li").isEmpty());
    }

    @ParameterizedTest(name = "{0} px, {1}, {2}")
    @CsvSource({"1280,light,''", "1280,dark,?lang=en", "390,light,?lang=en", "390,dark,''"})
    void isAccessibleAndFitsAndEveryColourHasContrastEnough(int width, String colours, String query) {
        open(width, colours, query);

        browser.screenshot("stil-" + width + "-" + colours);
        assertThat(browser.findAll(".pair")).hasSizeGreaterThan(30);
        assertThat(browser.textOf(".pair[data-enough='false']")).isEmpty();
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.sidewaysPixels()).isZero();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void everyPartOfTheSharedSheetIsShown() throws IOException {
        open(1280, "light", "");
        Set<String> parts = CLASS.matcher(Files.readString(SHEET).replaceAll("(?s)/\\*.*?\\*/", ""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(parts).hasSizeGreaterThan(40).contains("figure", "notice", "tag", "table", "form", "dialog");
        assertThat(parts)
                .allSatisfy(
                        part -> assertThat(browser.findAll("." + part)).as(part).isNotEmpty());
    }

    @Test
    void theDialogIsOpenedAndClosedByKeyboardAndGivesTheFocusBack() {
        open(1280, "light", "");
        browser.run("document.getElementById('dialog-open').focus()");
        browser.press(Keys.SPACE);
        await().atMost(PATIENCE).until(() -> browser.textOf("dialog[open] h2").equals("Mandat zurückziehen?"));
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.screenshot("stil-dialog");
        browser.press(Keys.ESCAPE);
        await().atMost(PATIENCE).until(() -> browser.findAll("dialog[open]").isEmpty());
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("dialog-open");
    }

    @Test
    void theOtherLanguageIsOneStepAway() {
        open(1280, "light", "");
        assertThat(browser.textOf("h1")).isEqualTo("Stil");
        browser.find("#language").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("h1").equals("Style"));
        browser.find("#language").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("h1").equals("Stil"));
    }
}
