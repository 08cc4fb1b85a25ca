package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Subscribing as people do it. */
class SubscribePageTest extends InTheBrowser {

    private void open(String query) {
        browser.open(platform.address() + "abo" + query);
        await().atMost(PATIENCE).until(() -> !browser.findAll("#subscribe form").isEmpty());
    }

    private String asked() {
        assertThat(platform.subscriptions().asked()).hasSize(1);
        return platform.subscriptions().asked().getFirst();
    }

    @Test
    void goesByKeyboardAlone() {
        open("");
        // from the link over the navigation straight to the content, then field by field
        browser.press(Keys.TAB);
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(focused("name")).isEqualTo("scope");
        browser.press(Keys.TAB);
        assertThat(focused("id")).isEqualTo("council-name");
        browser.press("köln");
        browser.press(Keys.ESCAPE);
        browser.press(Keys.TAB);
        assertThat(focused("name")).isEqualTo("channel");
        browser.press(Keys.TAB);
        assertThat(focused("id")).isEqualTo("address");
        browser.press("name@beispiel.de");
        browser.press(Keys.TAB, Keys.TAB, Keys.SPACE);
        assertThat(focused("value")).isEqualTo("mandate-changed");
        browser.press(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.textOf("#subscribe").contains("Fast geschafft"));
        assertThat(browser.run("return document.activeElement.className"))
                .asString()
                .contains("notice-done");
        assertThat(browser.textOf("#subscribe")).contains("E-Mail an name@beispiel.de");
        assertThat(asked())
                .isEqualTo(
                        "POST /api/subscriptions {\"channel\":\"email\",\"address\":\"name@beispiel.de\",\"language\":\"de\","
                                + "\"scope\":{\"council\":\"05315000\"},\"kinds\":[\"mandate-changed\"]}");
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    void textMessagesNeedANumberAndKinds() {
        open("?bezirk=M%C3%BCnster&lang=en");
        browser.find("input[value=sms]").click();
        assertThat(browser.textOf("#address-label")).isEqualTo("Mobile number");
        browser.find("button[type=submit]").click();
        assertThat(browser.textOf(".form-alert")).contains("Not sent yet");
        assertThat(browser.textOf("#address-error")).contains("mobile number");
        assertThat(browser.textOf("#kinds-error")).contains("at least one");
        assertThat(focused("id")).isEqualTo("address");
        assertThat(browser.find("#address").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.screenshot("subscribe-errors");
        assertThat(platform.subscriptions().asked()).isEmpty();

        browser.find("#address").sendKeys("0171 1234567");
        browser.find("input[value=mandate-ended]").click();
        browser.find("button[type=submit]").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#subscribe").contains("Almost done"));
        assertThat(asked())
                .contains(
                        "\"channel\":\"sms\"",
                        "\"language\":\"en\"",
                        "{\"region\":\"Münster\"}",
                        "[\"mandate-ended\"]");
    }

    @Test
    void aScopeThatIsMissingOrUnknownIsBlamed() {
        open("");
        browser.find("#address").sendKeys("name@beispiel.de");
        browser.find("#council-name").sendKeys("Atlantis");
        browser.find("button[type=submit]").click();
        assertThat(browser.textOf("#council-name-error")).contains("gibt es im Register nicht");
        assertThat(focused("id")).isEqualTo("council-name");
        browser.find("input[value=district]").click();
        assertThat(browser.find("#council-name").isDisplayed()).isFalse();
        browser.find("button[type=submit]").click();
        assertThat(browser.textOf("#district-error")).contains("wählen Sie einen Kreis");
        browser.run("document.getElementById('district').value = 'Kreis Wesel'");
        browser.find("button[type=submit]").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#subscribe").contains("Fast geschafft"));
        assertThat(asked()).contains("{\"district\":\"Kreis Wesel\"}");
    }

    @Test
    void whatTheServiceRefusesIsSaidWhereItIsWrong() {
        platform.subscriptions().refuseTwice();
        open("?rat=05315000");
        assertThat(browser.run("return document.getElementById('council-name').value"))
                .isEqualTo("Köln");
        browser.find("#address").sendKeys("name@beispiel.de");
        browser.find("button[type=submit]").click();
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#address-error").equals("Diese Adresse nimmt keine Post an."));
        assertThat(focused("id")).isEqualTo("address");
        browser.find("button[type=submit]").click();
        await().atMost(PATIENCE).until(() -> browser.textOf(".form-alert").contains("in 5 Minuten"));
        assertThat(browser.textOf("#address-error")).isEmpty();
        browser.find("button[type=submit]").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#subscribe").contains("Fast geschafft"));
        browser.find("#subscribe button").click();
        assertThat(browser.run("return document.getElementById('address').value"))
                .isEqualTo("");
    }

    private static Object focused(String attribute) {
        return browser.run("return document.activeElement.getAttribute('" + attribute + "')");
    }
}
