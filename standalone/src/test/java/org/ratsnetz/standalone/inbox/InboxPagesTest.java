package org.ratsnetz.standalone.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.ratsnetz.standalone.journey.Chromium;

/** The inbox as a person sees it. */
class InboxPagesTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static Inbox inbox;
    private static Chromium browser;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        inbox = Inbox.start(0);
        for (int i = 1; i <= 60; i++) {
            inbox.keep(InboxTest.mail(
                    "From: Ratsnetz <noreply@ratsnetz.example>\nSubject: Nummer " + i
                            + " mit einem längeren Betreff\n\nx",
                    "abonnentin.mit.langer.adresse." + i + "@gemeinde-beispielhausen.example.org"));
        }
        inbox.keep(InboxTest.mail(InboxTest.BOTH, "a@example.org"));
        inbox.keep(InboxTest.sms("+491701234567", "Köln: ein Sitz mehr. http://127.0.0.1:8080/abo"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            inbox.close();
        }
    }

    @Test
    void everyPageFitsEveryScreenAndIsForEverybody() throws IOException {
        for (String path : List.of("/", "/mail", "/mail/61", "/sms", "/sms/1", "/mail?to=nobody", "/nothing")) {
            for (int width : List.of(1280, 390)) {
                String scheme = width == 390 ? "dark" : "light";
                browser.screen(width, 900, scheme);
                browser.open(inbox.address() + path);
                assertThat(browser.accessibilityViolations())
                        .as(path + " " + width)
                        .isEmpty();
                assertThat(browser.sidewaysPixels()).as(path + " " + width).isZero();
                browser.screenshot(PICTURES.resolve("inbox" + path.replaceAll("\\W", "-") + "-" + width + ".png"));
            }
        }
    }

    @Test
    void whatStandsInAMailNeitherRunsNorLoads() {
        browser.screen(1280, 900, "light");
        browser.console();
        browser.open(inbox.address() + "/mail/61/html");
        assertThat(browser.textOf("p")).isEqualTo("Grüße");
        assertThat(browser.title()).isNotEqualTo("bad");
        List<String> refused = browser.console();
        assertThat(refused).anyMatch(line -> line.contains("script"));
        assertThat(refused).anyMatch(line -> line.contains("x.png") && line.contains("Content Security Policy"));
        assertThat(refused).noneMatch(line -> line.contains("ERR_CONNECTION"));
    }

    @Test
    void theKeyboardAloneLeadsFromTheListToAMail() {
        browser.screen(1280, 900, "light");
        browser.open(inbox.address() + "/mail?lang=en");
        browser.press(Keys.TAB, Keys.ENTER); // to the content
        browser.press(Keys.TAB, "a@example.org", Keys.ENTER);
        await().atMost(10, TimeUnit.SECONDS).until(() -> browser.place().equals("/mail?to=a%40example.org&lang=en"));
        assertThat(browser.count(".messages li")).isEqualTo(1);
        browser.press(Keys.TAB, Keys.ENTER);
        browser.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER); // field, button, the mail
        await().atMost(10, TimeUnit.SECONDS).until(() -> browser.place().equals("/mail/61?lang=en"));
        assertThat(browser.textOf("h1")).isEqualTo("Änderung: Sitze");
        assertThat(browser.textOf(".written a")).isEqualTo("http://127.0.0.1:8080/abo?t=ab");
    }
}
