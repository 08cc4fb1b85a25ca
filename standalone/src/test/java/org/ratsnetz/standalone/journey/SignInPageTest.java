package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in with a real browser: it takes the session's cookie over plain http from this machine. */
@ExtendWith(Platforms.Shared.class)
class SignInPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aPersonSignsInAndOut(Platforms platforms) throws Exception {
        RunningPlatform platform = platforms.first();
        try (Chromium browser = Chromium.start()) {
            browser.open(platform.uri("/login?to=/stil").toString().replace("127.0.0.1", "localhost"));
            assertThat(browser.textOf("h1")).isIn("Anmelden", "Sign in");
            assertThat(browser.violations()).isEmpty();
            browser.screenshot(Path.of("target", "screenshots", "login.png"));
            browser.type("#username", "office");
            browser.type("#password", "wrong\n");
            await().atMost(PATIENCE).until(() -> browser.count("#error") == 1);
            assertThat(browser.violations()).isEmpty();
            browser.type("#password", BrowserSession.password(platform, "office") + "\n");
            await().atMost(PATIENCE)
                    .until(() -> browser.address().equals(platform.uri("/stil").toString()));
            assertThat(browser.answer("GET", "/api/session", "")).contains("\"signedIn\":true", "\"office\"");
            assertThat(browser.run("return document.cookie + JSON.stringify(localStorage)"))
                    .isEqualTo("{}");

            String csrf = RunningPlatform.JSON
                    .readTree(browser.answer("GET", "/api/session", ""))
                    .path("csrf")
                    .asString();
            browser.answer("POST", "/logout", csrf);
            assertThat(browser.answer("GET", "/api/session", "")).isEqualTo("{\"signedIn\":false}");
        }
    }
}
