package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The office's dashboard as the office and operators use it. Pictures of it lie in {@code target/screenshots}. */
class DashboardPageTest extends InTheBrowser {

    private static final String SESSION = """
        {"signedIn":true,"name":"Olga Office","roles":[%s],"councils":[],"csrf":"proof","expiresAt":"2099-01-01T00:00:00Z"}""";

    private CannedServices services;

    @BeforeEach
    void startServices() throws IOException {
        services = new CannedServices(platform);
    }

    private void open(String roles, String query) {
        platform.session(SESSION.formatted(roles));
        browser.console();
        browser.open(platform.address() + "dashboard" + query);
        await().atMost(PATIENCE)
                .until(() -> browser.findAll("#findings li").size() == 17
                        && browser.textOf("#connection").startsWith("Live"));
    }

    @ParameterizedTest
    @MethodSource("org.ratsnetz.gateway.page.Looks#inShort")
    void isAccessibleAndFitsAndObeysTheContentPolicy(Looks.Look look) {
        int width = look.width();
        String colours = look.colours();
        String query = look.query();
        browser.screen(width, 900, colours);
        open("\"office\",\"operator\"", query);
        await().atMost(PATIENCE)
                .until(() -> browser.findAll("#letters .letter").size() == 1
                        && browser.findAll("#deliveries tr").size() == 2);
        browser.screenshot("dashboard-" + width + "-" + colours);
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.sidewaysPixels()).isZero();
        assertThat(browser.console())
                .as("a service without operations is no trouble")
                .isEmpty();
    }

    @Test
    void theLongestSilenceStandsFirst() {
        open("\"auditor\"", "");
        assertThat(browser.findAll("#silent th"))
                .extracting(each -> each.getText())
                .containsExactly("Witten", "Lüdenscheid", "Paderborn", "Wuppertal");
        assertThat(browser.find("#letters-part").isDisplayed()).isFalse();
        assertThat(browser.find("#deliveries-part").isDisplayed()).isFalse();
    }

    @Test
    void findingsAreFilteredByRuleAndWeight() {
        open("\"office\"", "");
        assertThat(browser.textOf("#findings li:first-child"))
                .contains("Fehler", "Duisburg", "§ 27 GO NRW", "Offen seit");
        choose("finding-severity", "warn");
        assertThat(browser.findAll("#findings li")).hasSize(5);
        choose("finding-rule", "C3");
        assertThat(browser.textOf("#findings")).isEqualTo("Kein Hinweis passt zu diesen Filtern.");
        choose("finding-severity", "");
        assertThat(browser.textOf("#finding-count")).isEqualTo("11 von 17");
    }

    private static void choose(String id, String value) {
        browser.run("const s = document.getElementById('" + id + "'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change'))");
    }

    @Test
    void aChangeAppearsLive() {
        open("\"office\"", "");
        await().atMost(PATIENCE).until(() -> platform.readers() == 1);
        platform.tellMandateBegun(CannedServices.AGS, 101);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#changes li:first-child").contains("neues Mandat"));
    }

    @Test
    void anOperatorPutsARecordBackAfterAQuestionAndSeesWhatBecomesOfIt() {
        open("\"operator\"", "");
        await().atMost(PATIENCE).until(() -> browser.textOf("#letters").contains("unbekannte Art: mandate-lent"));
        browser.find("#letters summary").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("#letters pre").contains("ce_type: mandate-lent"));
        browser.find("#letters .button").click();
        await().atMost(PATIENCE).until(() -> browser.textOf("dialog[open]").contains("Datensatz zurückgeben?"));
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.find("dialog[open] .buttons .button").click();
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#letters [role=status]").equals("Rückgabe: erledigt (zurückgegeben)"));
        assertThat(services.requests())
                .singleElement()
                .satisfies(
                        each -> assertThat(each.path())
                                .isEqualTo(
                                        "/api/operations/federation/dead-letters/council-events.board-federation.dlt-3-17/replay"));
    }

    @Test
    void whoKeepsACouncilIsToldThatThisIsNotForHim() {
        platform.session(SESSION.formatted("\"council\""));
        browser.open(platform.address() + "dashboard");
        await().atMost(PATIENCE).until(() -> browser.textOf("#gate").contains("die Prüfung"));
        assertThat(browser.find("#work").isDisplayed()).isFalse();
    }
}
