package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a reader uses it, with mouse or keyboard. */
class PublicPageTest extends InTheBrowser {

    private static final String KOELN = "05315000";

    @Test
    void showsTheFiguresAsGermansWriteThem() {
        openAndWait();
        assertThat(browser.textOf("#figure-seats")).isEqualTo("1.086");
        assertThat(browser.textOf("#figure-vacant"))
                .isEqualTo(platform.overview().get("seats").get("vacant").asString());
        assertThat(browser.textOf("#figure-women")).matches("\\d\\d,\\d\u00a0%");
        assertThat(browser.textOf("#figures")).contains("bekannt bei 982 von 1.046", "in den letzten 90 Tagen");
        assertThat(browser.textOf("#demo")).isEqualTo("Daten: Demo – Personen und Zahlen erfunden.");
        assertThat(browser.textOf("#sources")).contains("Destatis", "Geobasis NRW", "dl-de/zero-2-0");
    }

    @Test
    void drawsAllMunicipalitiesAndEachCouncilByItsState() {
        openAndWait();
        assertThat(browser.findAll("#map path.land")).hasSize(396);
        assertThat(browser.findAll("#map path.council")).hasSize(52);
        assertThat(browser.findAll("#table-body tr")).hasSize(52);
        assertThat(council("05112000").getDomAttribute("fill")).isEqualTo("url(#state-error)");
        assertThat(council("05978020").getDomAttribute("fill")).isEqualTo("url(#state-ceased)");
        assertThat(council("05112000").getDomAttribute("aria-label"))
                .isEqualTo("Duisburg, 29 von 33 Sitzen besetzt, Hinweis: Fehler, Sitze frei");
        assertThat(browser.findAll("#map pattern")).hasSize(6);
        assertThat(browser.textOf("#legend")).contains("lange keine Meldung 4", "kein Rat im Register");
    }

    @Test
    void aLiveChangeAppearsAtOnceAndTheFiguresFollowIt() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        platform.tellMandateBegun(KOELN, 101);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child")
                        .contains("neues Mandat als direkt gewähltes Mitglied"));
        assertThat(browser.textOf("#changes li:first-child")).contains("Köln");
        int reads = platform.overviewsRead();
        await().atMost(PATIENCE).until(() -> platform.overviewsRead() > reads);
        String before = browser.textOf("#figure-vacant");

        platform.applyMandateBegun(KOELN, 101, "Aylin Beispiel");

        await().atMost(PATIENCE).until(() -> !browser.textOf("#figure-vacant").equals(before));
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("Aylin Beispiel"));
        assertThat(browser.findAll("#changes li")).hasSizeLessThanOrEqualTo(20);
        assertThat(browser.findAll("#changes li").stream()
                        .filter(entry -> entry.getText().contains("Aylin Beispiel: neues")))
                .hasSize(1);
        await().atMost(PATIENCE)
                .until(() -> String.valueOf(browser.run("return document.getElementById('announcer').textContent"))
                        .contains("Köln"));
    }

    @Test
    void figuresThatIncludeTheChangeAreNotReadAgainAndAgain() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        platform.applyMandateBegun(KOELN, 101, "Aylin Beispiel");
        platform.tellMandateBegun(KOELN, 101);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("Aylin Beispiel"));
        int reads = platform.overviewsRead();
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> platform.overviewsRead() <= reads + 1);
    }

    @Test
    void figuresStayCurrentWhileChangesNeverStop() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        AtomicInteger offset = new AtomicInteger(100);
        await().pollInterval(Duration.ofMillis(150)).atMost(PATIENCE).until(() -> {
            platform.applyMandateBegun(KOELN, offset.incrementAndGet(), "Aylin Beispiel");
            // the stream is always ahead of the figures
            platform.tellMandateBegun(KOELN, offset.get() + 1);
            return offset.get() >= 140;
        });
        int filled = platform.overview().get("seats").get("filled").intValue();
        await().atMost(Duration.ofSeconds(3))
                .until(() -> browser.textOf("#figures")
                        .contains("von "
                                + NumberFormat.getInstance(Locale.GERMANY).format(filled)));
    }

    @Test
    void theKeyboardStaysWhereItIsWhenChangesArrive() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        await().atMost(PATIENCE)
                .until(() -> browser.findAll("#changes li:nth-child(2) a").size() == 1);
        browser.run("document.querySelector('#changes li:nth-child(2) a').focus()");
        platform.applyMandateBegun(KOELN, 101, "Aylin Beispiel");
        platform.tellMandateBegun(KOELN, 101);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("Aylin Beispiel: neues"));
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Dortmund");
        assertThat(browser.textOf("#changes li:nth-child(3)")).contains("Dortmund");
    }

    @Test
    void theKeyboardGoesFromCouncilToCouncilOnTheMap() {
        openAndWait();
        assertThat(browser.findAll("#map [role=option][tabindex='0']")).hasSize(1);
        browser.run("document.getElementById('language').focus()");
        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("05334002");
        assertThat(browser.textOf(".tooltip")).startsWith("Aachen");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(focused()).isNotEqualTo("05334002");
        assertThat(browser.textOf(".tooltip")).contains("Sitzen besetzt");
        browser.press(Keys.END);
        assertThat(focused()).isEqualTo("05124000");
        browser.press(Keys.ESCAPE);
        assertThat(browser.find(".tooltip").isDisplayed()).isFalse();
        browser.press(Keys.ENTER);
        assertThat(browser.textOf("#detail h3")).isEqualTo("Wuppertal");
        assertThat(browser.find("#table-body tr.row-selected").getText()).startsWith("Wuppertal");
        assertThat(council("05124000").getDomAttribute("aria-selected")).isEqualTo("true");
    }

    @Test
    void aRowOfTheTableShowsItsCouncilOnTheMap() {
        openAndWait();
        browser.find("#filter-text").sendKeys("duis");
        assertThat(browser.findAll("#table-body tr")).hasSize(1);
        assertThat(browser.textOf("#table-count")).isEqualTo("1 von 52 Räten");
        browser.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB);
        browser.run("document.querySelector('#table-body button').focus()");
        browser.press(Keys.ENTER);
        assertThat(browser.textOf("#detail")).contains("Duisburg", "Regierungsbezirk Düsseldorf");
        assertThat(council("05112000").getDomAttribute("aria-selected")).isEqualTo("true");
        await().atMost(PATIENCE).until(() -> browser.textOf("#detail").contains("Mehr gewählte als entsandte"));
        assertThat(browser.find("#detail a").getDomProperty("href")).isEqualTo(platform.address() + "rat/05112000");
    }

    @Test
    void theMastheadSaysWhoIsSignedInAndShowsTheDashboardToTheOfficeOnly() {
        openAndWait();
        assertThat(browser.find("#session a").getDomProperty("href")).endsWith("/login?to=%2F");
        assertThat(browser.textOf(".nav"))
                .contains("Übersicht", "Abonnieren", "Arbeitsplatz")
                .doesNotContain("Dashboard");
        platform.session(
                "{\"signedIn\":true,\"name\":\"Ayşe Amt\",\"roles\":[\"office\"],\"councils\":[],\"csrf\":\"c5\"}");
        openAndWait();
        await().atMost(PATIENCE).until(() -> browser.textOf("#session").startsWith("Ayşe Amt"));
        assertThat(browser.textOf(".nav")).contains("Dashboard");
        browser.find("#session button").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#session").equals("Anmelden"));
        assertThat(platform.signOuts()).containsExactly("c5");
    }

    @Test
    void theTableSortsAndFilters() {
        openAndWait();
        browser.find("#table-head th:nth-child(3) button").click();
        assertThat(browser.find("#table-head th:nth-child(3)").getDomAttribute("aria-sort"))
                .isEqualTo("descending");
        assertThat(browser.textOf("#table-body tr:first-child")).startsWith("Duisburg");
        browser.run("const region = document.getElementById('filter-region'); region.value = 'Detmold';"
                + "region.dispatchEvent(new Event('input', {bubbles: true}))");
        assertThat(browser.textOf("#table-count")).isEqualTo("6 von 52 Räten");
        browser.find("#filter-text").sendKeys("Nirgendwo");
        assertThat(browser.textOf("#table-body")).contains("Kein Rat passt", "Filter zurücksetzen");
        browser.find("#table-body button").click();
        assertThat(browser.findAll("#table-body tr")).hasSize(52);
    }

    @Test
    void saysWhenTheFiguresCannotBeReachedAndRecoversByItself() {
        platform.fail(true);
        browser.open(platform.address());
        await().atMost(PATIENCE).until(() -> browser.find("#trouble").isDisplayed());
        assertThat(browser.textOf("#trouble-text")).contains("nicht erreichbar", "Fehler 503");
        assertThat(browser.textOf("#table-body")).contains("nicht erreichbar");
        await().atMost(PATIENCE).until(() -> browser.findAll("#map path.land").size() == 396);
        assertThat(browser.textOf("#sources")).contains("Destatis");
        platform.fail(false);
        await().atMost(PATIENCE).until(() -> !browser.find("#trouble").isDisplayed());
        assertThat(browser.textOf("#figure-seats")).isEqualTo("1.086");
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").startsWith("Live"));
    }

    @Test
    void keepsTheLastFiguresWhileTheServicesAreAway() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        platform.fail(true);
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").contains("unterbrochen"));
        platform.fail(false);
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").startsWith("Live"));
        assertThat(browser.textOf("#figure-seats")).isEqualTo("1.086");
    }

    @Test
    void isLiveAgainWhenTheReaderComesBackToIt() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        browser.run("window.kept = true");
        browser.open("about:blank");
        await().atMost(PATIENCE).until(() -> platform.readers() == 0);
        platform.applyMandateBegun(KOELN, 101, "Aylin Beispiel");
        browser.back();
        assertThat(browser.run("return window.kept")).as("kept by the browser").isEqualTo(true);
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").startsWith("Live"));
        // what happened meanwhile, and what happens now
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("Aylin Beispiel: neues"));
        platform.applyMandateBegun(KOELN, 102, "Boran Beispiel");
        platform.tellMandateBegun(KOELN, 102);
        await().atMost(PATIENCE).until(() -> browser.textOf("#changes").contains("Boran Beispiel: neues"));
    }

    @Test
    void anEmptyRegisterSaysSo() {
        platform.empty();
        browser.open(platform.address());
        await().atMost(PATIENCE).until(() -> browser.textOf("#table-body").contains("Noch ist kein Rat im Register"));
        assertThat(browser.findAll("#map path.council")).isEmpty();
    }

    @Test
    void changesCanBeHeld() {
        openAndWait();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        browser.find("#pause").click();
        platform.applyMandateBegun(KOELN, 101, "Aylin Beispiel");
        platform.tellMandateBegun(KOELN, 101);
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> !browser.textOf("#changes li:first-child").contains("Aylin Beispiel: neues"));
        browser.find("#pause").click();
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("Aylin Beispiel: neues"));
    }

    @Test
    void thePageIsThereInEnglishToo() {
        browser.open(platform.address() + "?lang=en");
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#figure-seats").equals("1,086")
                        && !browser.findAll("#changes a").isEmpty());
        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("en");
        assertThat(browser.textOf("#figures")).contains("known for 982 of 1,046");
        // and so is what it leads to
        assertThat(browser.find(".nav a[href^='/abo']").getDomProperty("href")).endsWith("/abo?lang=en");
        assertThat(browser.find("#changes a").getDomProperty("href")).endsWith("?lang=en");
        assertThat(browser.find("#language").getDomProperty("href")).isEqualTo(platform.address());
    }

    private void openAndWait() {
        browser.open(platform.address());
        await().atMost(PATIENCE)
                .until(() -> browser.findAll("#map path.council").size() == 52
                        && !browser.findAll("#table-body tr").isEmpty());
    }

    private static WebElement council(String ags) {
        List<WebElement> found = browser.findAll("#map path.council[data-ags='" + ags + "']");
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Object focused() {
        return browser.run("return document.activeElement.dataset.ags");
    }
}
