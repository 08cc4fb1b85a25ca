package org.ratsnetz.gateway.page;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a page as a reader uses it: one browser for the class, for each test a platform of its own and a wide, light screen. */
abstract class InTheBrowser {

    static final Duration PATIENCE = Duration.ofSeconds(15);

    static Browser browser;
    CannedPlatform platform;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startPlatform() throws IOException {
        platform = new CannedPlatform();
        browser.screen(1280, 900, "light");
    }

    @AfterEach
    void stopPlatform() {
        browser.open("about:blank");
        platform.close();
    }
}
