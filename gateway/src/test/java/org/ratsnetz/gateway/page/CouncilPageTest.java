package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** The page of one council as a reader uses it. */
class CouncilPageTest extends InTheBrowser {

    private static final String KOELN = "05315000";

    private void open(String ags) {
        browser.open(platform.address() + "rat/" + ags);
    }

    private void openKoeln() {
        open(KOELN);
        await().atMost(PATIENCE).until(() -> browser.textOf("h1").equals("Köln"));
        await().atMost(PATIENCE).until(() -> browser.textOf("#changes").contains("Kontakt"));
    }

    @Test
    void showsWhatTheCouncilIsAndHowItsSeatsAreFilled() {
        openKoeln();
        assertThat(browser.textOf("#place"))
                .isEqualTo("kreisfreie Stadt · Regierungsbezirk Köln · Gemeindeschlüssel 05315000");
        assertThat(browser.textOf("#committee"))
                .isEqualTo(
                        "Ausschuss für Chancengerechtigkeit und Integration, so benannt seit 1.\u00a0November\u00a02025");
        assertThat(browser.textOf("#council-figure-seats")).isEqualTo("33");
        assertThat(browser.textOf("#council-figure-filled")).isEqualTo("31");
        assertThat(browser.textOf("#council-figure-vacant")).isEqualTo("2");
        assertThat(browser.textOf("#figures"))
                .contains("22 direkt gewählt, 11 entsandt", "bekannt bei 30 von 31", "219.350");
        assertThat(browser.findAll("#seats .seat")).hasSize(33);
        assertThat(browser.findAll("#seats .seat-free")).hasSize(2);
        assertThat(browser.textOf("#contact"))
                .contains("integrationsrat@koeln.example", "koeln.example/integrationsrat");
        assertThat(browser.textOf("#record-changed"))
                .isEqualTo("Eigene Angaben zuletzt geändert am 20.11.2026 um 10:12 Uhr durch rat-koeln.");
        assertThat(browser.textOf("#findings")).contains("Verhältnis zwei zu eins", "§ 27 GO NRW");
    }

    @Test
    void namesWhoIsInOfficeTodayAndFoldsAwayWhoWas() {
        openKoeln();
        assertThat(browser.textOf("#members-count")).isEqualTo("34 Personen");
        assertThat(browser.textOf("#members"))
                .contains(
                        "Direkt gewählt 20",
                        "Vom Rat der Stadt entsandt 11",
                        "Stellvertretungen 2",
                        "Sachkundige Personen 1")
                .contains("Beginnen noch 1", "Viktor Petrenko", "1.1.2099")
                .doesNotContain("Hatice Şahin", "Paul Schneider");
        assertThat(browser.textOf("#members tbody tr:nth-child(2)"))
                .startsWith("Olena Kovalenko")
                .contains("Vorsitz");
        assertThat(browser.textOf("#past-title")).isEqualTo("Frühere Mandate (2)");
        browser.find("#past-title").click();
        assertThat(browser.textOf("#past-members"))
                .contains("Hatice Şahin", "1.11.2025 – 31.10.2026", "Paul Schneider");
        assertThat(browser.textOf("#council")).doesNotContain("withdrawn");
    }

    @Test
    void tellsWhoChangedWhatWhen() {
        openKoeln();
        assertThat(browser.textOf("#changes li:first-child"))
                .contains("20.11.", "Eigene Angaben geändert: Kontakt und Zahl der Sitze. (durch rat-koeln)");
        assertThat(browser.textOf("#changes li:nth-child(2)"))
                .contains("Mandat von Hatice Şahin", "beendet", "(durch rat-koeln)");
        // the mandate has changed again since: who made this change is not known any more
        assertThat(browser.textOf("#changes li:nth-child(3)"))
                .contains("3.11.2025", "Olena Kovalenko")
                .doesNotContain("durch");
    }

    @Test
    void aLiveChangeOfThisCouncilAppearsAndSeatsAndMembersFollow() {
        openKoeln();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        platform.tellMandateBegun("05112000", 101);
        platform.tellMandateBegun(KOELN, 102);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child")
                        .contains("Neues Mandat als direkt gewähltes Mitglied"));
        assertThat(browser.findAll("#changes li")).hasSize(4);
        platform.seat(102, "Zeynep Neumann");
        await().atMost(PATIENCE).until(() -> browser.textOf("#members").contains("Zeynep Neumann"));
        assertThat(browser.textOf("#council-figure-filled")).isEqualTo("32");
        assertThat(browser.findAll("#seats .seat-free")).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.textOf("#changes li:first-child"))
                        .contains("Zeynep Neumann: neues Mandat", "(durch rat-koeln)"));
    }

    @Test
    void saysThatThereIsNoSuchCouncil() {
        open("05124000");
        await().atMost(PATIENCE).until(() -> browser.textOf("h1").equals("Kein Rat gefunden"));
        assertThat(browser.textOf("#unknown")).contains("Wuppertal hat noch keinen Rat", "Zur Übersicht");
        assertThat(browser.find("#council").isDisplayed()).isFalse();
        open("99999999");
        await().atMost(PATIENCE).until(() -> browser.textOf("#unknown").contains("keine Gemeinde"));
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    void aCouncilThatIsNoMoreOffersNoSubscription() {
        platform.cease();
        openKoeln();
        assertThat(browser.textOf("#ceased")).contains("besteht nicht mehr");
        assertThat(browser.findAll("#subscribe form")).isEmpty();
        assertThat(browser.find(".council-subscribe").isDisplayed()).isFalse();
    }

    @Test
    void keepsWhatItHasShownWhileTheServicesAreAway() {
        openKoeln();
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        platform.fail(true);
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").contains("unterbrochen"));
        platform.fail(false);
        await().atMost(PATIENCE).until(() -> browser.textOf("#connection").startsWith("Live"));
        assertThat(browser.textOf("h1")).isEqualTo("Köln");
    }

    @Test
    void whatSomebodyTypesIntoTheFormStaysWhenChangesArrive() {
        openKoeln();
        await().atMost(PATIENCE).until(() -> !browser.findAll("#address").isEmpty());
        browser.find("#address").sendKeys("name@beispiel.de");
        platform.tellMandateBegun(KOELN, 102);
        platform.seat(102, "Zeynep Neumann");
        await().atMost(PATIENCE).until(() -> browser.textOf("#members").contains("Zeynep Neumann"));
        assertThat(browser.run("return document.getElementById('address').value"))
                .isEqualTo("name@beispiel.de");
        browser.find("#subscribe button[type=submit]").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#subscribe").contains("Fast geschafft"));
        assertThat(platform.subscriptions().asked())
                .singleElement()
                .asString()
                .contains("\"scope\":{\"council\":\"05315000\"}", "\"kinds\":[]");
    }
}
