package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The pages that the links of messages open. */
class LinkPagesTest extends InTheBrowser {

    private void open(String page, String shown) {
        browser.open(platform.address() + "abo/" + page);
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bestaetigen", "einstellungen", "abmelden"})
    void openingChangesNothingAndTakesTheTokenOutOfTheAddress(String page) {
        open(page + "?token=good", "Köln");
        assertThat(platform.subscriptions().asked()).isEmpty();
        assertThat(browser.run("return location.href")).isEqualTo(platform.address() + "abo/" + page);
        // the other language needs it again
        browser.find("#language").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("Council of Köln"));
        assertThat(browser.run("return location.search")).isEqualTo("?lang=en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bestaetigen", "einstellungen", "abmelden"})
    void aLinkThatIsOfNoUseSaysSo(String page) {
        open(page + "?token=used", "Dieser Link gilt nicht mehr");
        assertThat(browser.textOf("#content")).contains("schon benutzt oder ist abgelaufen", "neu abonnieren");
        assertThat(browser.accessibilityViolations()).isEmpty();
        open(page, "öffnen Sie den Link aus der Nachricht noch einmal");
    }

    @Test
    void confirmingBeginsTheSubscriptionAndLeadsToThePreferences() {
        open("bestaetigen?token=good", "Möchten Sie diese Nachrichten bekommen?");
        assertThat(browser.textOf("#content"))
                .contains(
                        "Rat Köln",
                        "E-Mail an n••••@beispiel.de",
                        "Ein Mandat beginnt, Ein Mandat endet",
                        "26.11.2099");
        browser.find("#content .button").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("Ihr Abo läuft"));
        assertThat(platform.subscriptions().asked()).containsExactly("POST /api/subscriptions/confirmation");
        browser.find("#content a").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("h1").equals("Ihre Abos"));
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("Regierungsbezirk Münster"));
    }

    @Test
    void aMessagesLinkOpensInTheMessagesLanguageUnlessTheReaderWantsAnother() {
        platform.subscriptions().speak("en");
        open("bestaetigen?token=good", "Would you like to get these messages?");
        browser.find("#language").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("Möchten Sie"));
    }

    @Test
    void preferencesAreChangedTogether() {
        open("einstellungen?token=good", "Regierungsbezirk Münster");
        browser.find("#kinds-a1 input[value=mandate-begun]").click();
        browser.find("input[name=language-choice][value=en]").click();
        browser.find("button[type=submit]").click();
        await().atMost(PATIENCE).until(() -> browser.textOf(".form-alert").contains("Gespeichert"));
        assertThat(platform.subscriptions().asked())
                .containsExactly("PATCH /api/subscriptions/preferences "
                        + "{\"language\":\"en\",\"subscriptions\":[{\"id\":\"a1\",\"kinds\":[\"mandate-begun\"]}]}");
    }

    @Test
    void textMessagesKeepAtLeastOneKind() {
        platform.subscriptions().bySms();
        open("einstellungen?token=good", "Mobilnummer +49 171 ••••567");
        browser.find("button[type=submit]").click();
        assertThat(browser.textOf("#kinds-a1-error")).contains("mindestens eine");
        assertThat(browser.textOf("#kinds-b2-error")).isEmpty();
        assertThat(platform.subscriptions().asked()).isEmpty();
    }

    @Test
    void oneSubscriptionEndsAfterAQuestionAndTheLastOneEndsThePage() {
        open("einstellungen?token=good", "Regierungsbezirk Münster");
        browser.run("document.querySelector('.subscription .button-danger').focus()");
        browser.press(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.textOf("dialog[open]").contains("Abo beenden?"));
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Behalten");
        browser.press(Keys.ESCAPE);
        await().atMost(PATIENCE).until(() -> browser.findAll("dialog").isEmpty());
        assertThat(platform.subscriptions().asked()).isEmpty();

        browser.press(Keys.ENTER);
        browser.press(Keys.chord(Keys.SHIFT, Keys.TAB));
        browser.press(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.textOf(".form-alert").equals("Beendet: Rat Köln."));
        assertThat(browser.findAll(".subscription")).hasSize(1);
        browser.find(".subscription .button-danger").click();
        assertThat(browser.textOf("dialog[open]")).contains("Es ist Ihr letztes Abo");
        browser.find("dialog .button-danger").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("kein Abo mehr"));
        assertThat(platform.subscriptions().asked())
                .containsExactly(
                        "DELETE /api/subscriptions/preferences/a1", "DELETE /api/subscriptions/preferences/b2");
    }

    @Test
    void everythingIsEndedAndErasedAfterAQuestion() {
        open("einstellungen?token=good", "Regierungsbezirk Münster");
        browser.find(".erase .button").click();
        assertThat(browser.textOf("dialog[open]")).contains("Alle 2 Abos enden sofort");
        browser.screenshot("preferences-dialog");
        browser.find("dialog .button-danger").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("Alles gelöscht"));
        assertThat(platform.subscriptions().asked()).containsExactly("DELETE /api/subscriptions/preferences");
        assertThat(browser.run("return document.activeElement.className"))
                .asString()
                .contains("notice-done");
    }

    @Test
    void leavingIsOneStep() {
        open("abmelden?token=good", "Wir schicken nichts mehr an n••••@beispiel.de");
        browser.find("#content .button").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#content").contains("Sie sind abgemeldet"));
        assertThat(platform.subscriptions().asked()).containsExactly("POST /api/subscriptions/unsubscribe");
        open("abmelden?token=good", "Sie sind schon abgemeldet");
    }
}
