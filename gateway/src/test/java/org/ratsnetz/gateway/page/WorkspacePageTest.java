package org.ratsnetz.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.ratsnetz.gateway.page.CannedServices.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The council's workspace as a clerk uses it, with mouse or keyboard. Pictures of it lie in {@code target/screenshots}. */
class WorkspacePageTest extends InTheBrowser {

    private static final String CLERK = """
        {"signedIn":true,"name":"Karin Klee","roles":["council"],"councils":["05315000"],"csrf":"proof",
         "expiresAt":"2099-01-01T00:00:00Z"}""";
    private static final String AYLIN = CannedServices.place("a1");

    private CannedServices services;

    @BeforeEach
    void startServices() throws IOException {
        services = new CannedServices(platform);
        platform.session(CLERK);
    }

    private void open(String rest) {
        browser.console();
        browser.open(platform.address() + "arbeitsplatz" + rest);
        await().atMost(PATIENCE).until(() -> browser.findAll("#mandate-rows tr").size() >= 4);
    }

    private static void act(String action, String id) {
        await().atMost(PATIENCE)
                .until(() -> !browser.findAll(button(action, id)).isEmpty());
        browser.find(button(action, id)).click();
        await().atMost(PATIENCE).until(() -> !browser.findAll("dialog[open] h2").isEmpty());
    }

    private static String button(String action, String id) {
        return "tr[data-id$='" + id + "'] button[data-action='" + action + "']";
    }

    /** Types a value as a person does, whatever the field held. */
    private static void type(String end, String value) {
        browser.run("const input = document.querySelector(\"[id$='" + end + "']\"); input.value = '" + value
                + "'; input.dispatchEvent(new Event('input', { bubbles: true }))");
    }

    private static void submit() {
        browser.run("document.querySelector('dialog[open] form').requestSubmit()");
    }

    private static void awaitSaid(String words) {
        await().atMost(PATIENCE).until(() -> browser.textOf("#said").contains(words));
    }

    private Request last() {
        return services.requests().getLast();
    }

    @Test
    void whoIsNotSignedInIsToldWhereToSignIn() {
        platform.session("{\"signedIn\":false}");
        browser.open(platform.address() + "arbeitsplatz#datei");
        await().atMost(PATIENCE).until(() -> browser.textOf("#gate").contains("Bitte melden Sie sich an"));
        assertThat(browser.find("#gate a").getDomAttribute("href")).isEqualTo("/login?to=%2Farbeitsplatz%23datei");
        assertThat(browser.find("#work").isDisplayed()).isFalse();
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.screenshot("work-signed-out");
    }

    @Test
    void whoHasAnotherRoleIsToldWhichIsNeeded() {
        platform.session(CLERK.replace("[\"council\"]", "[\"auditor\"]"));
        browser.open(platform.address() + "arbeitsplatz?lang=en");
        await().atMost(PATIENCE).until(() -> browser.textOf("#gate").contains("the registrar"));
        assertThat(browser.textOf("#gate")).contains("Karin Klee", "offices of the councils");
        assertThat(browser.find("#work").isDisplayed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("org.ratsnetz.gateway.page.Looks#inShort")
    void isAccessibleAndFitsAndObeysTheContentPolicy(Looks.Look look) {
        int width = look.width();
        String colours = look.colours();
        String query = look.query();
        browser.screen(width, 900, colours);
        for (String view : List.of("mandate", "angaben", "datei")) {
            browser.console();
            browser.open(platform.address() + "arbeitsplatz" + query + "#" + view);
            await().atMost(PATIENCE)
                    .until(() -> browser.findAll("#mandate-rows tr").size() >= 4
                            && !browser.findAll("#record form").isEmpty()
                            && browser.find("#view-" + view).isDisplayed());
            browser.screenshot("work-" + view + "-" + width + "-" + colours);
            assertThat(browser.accessibilityViolations()).as(view).isEmpty();
            assertThat(browser.sidewaysPixels()).as(view).isZero();
            assertThat(browser.console()).as(view).isEmpty();
        }
        browser.open("about:blank");
        open(query);
        act("end", "a1");
        browser.screenshot("work-end-" + width + "-" + colours);
        assertThat(browser.accessibilityViolations()).isEmpty();
    }

    @Test
    void showsWhoIsInOfficeTodayAndFindsTheOthers() {
        open("");
        assertThat(browser.textOf("h1")).isEqualTo("Köln");
        assertThat(browser.findAll("#mandate-rows tr")).hasSize(4);
        assertThat(browser.textOf("#mandate-rows tr[data-id$='a1']"))
                .contains("Aylin Sternberg", "Vorsitz", "Bunte Liste", "seit 1.11.2025", "durch koeln-office");
        browser.run(
                "const s = document.getElementById('mandate-state'); s.value = 'all'; s.dispatchEvent(new Event('change'))");
        assertThat(browser.findAll("#mandate-rows tr")).hasSize(6);
        browser.find("#mandate-search").sendKeys("ritters");
        assertThat(browser.findAll("#mandate-rows tr")).hasSize(1);
        assertThat(browser.textOf("#mandate-rows")).contains("Fatou Rittersporn", "beendet");
        browser.find("#mandate-search").sendKeys("xyz");
        assertThat(browser.textOf("#mandate-none")).isEqualTo("Kein Mandat passt zu dieser Suche.");
    }

    @Test
    void whoWritesForSeveralCouncilsChoosesOne() {
        platform.session(CLERK.replace("[\"05315000\"]", "[\"05314000\",\"05315000\"]"));
        open("?rat=05315000&lang=en");
        assertThat(browser.textOf("h1")).isEqualTo("Köln");
        browser.run(
                "const s = document.getElementById('council'); s.value = '05314000'; s.dispatchEvent(new Event('change'))");
        await().atMost(PATIENCE).until(() -> browser.textOf("h1").equals("05314000"));
        assertThat(browser.run("return location.search")).isEqualTo("?rat=05314000&lang=en");
    }

    @Test
    void aMandateIsAddedAndEndedByKeyboardAlone() {
        open("");
        browser.run("document.getElementById('mandate-add').focus()");
        browser.press(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.textOf("dialog[open] h2").equals("Mandat eintragen"));
        browser.press(Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("dialog[open] .field-error").equals("Bitte ausfüllen."));
        assertThat(browser.run("return document.activeElement.getAttribute('aria-invalid')"))
                .isEqualTo("true");
        browser.press("Xenia Nachtigall", Keys.ENTER);
        awaitSaid("Das Mandat von Xenia Nachtigall ist eingetragen");
        assertThat(last().body().path("kind").asString()).isEqualTo("elected");
        assertThat(last().header("Idempotency-key")).hasSize(36);

        String row = "tr[data-id='" + services.requests().size() + "']";
        assertThat(browser.findAll(row)).isEmpty();
        browser.run(
                "[...document.querySelectorAll('#mandate-rows tr')].find((row) => row.textContent.includes('Xenia'))"
                        + ".querySelector('button').focus()");
        browser.press(Keys.TAB);
        browser.press(Keys.SPACE);
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("dialog[open] h2").equals("Mandat von Xenia Nachtigall beenden"));
        browser.press(Keys.ENTER);
        awaitSaid("Das Mandat von Xenia Nachtigall endet am");
        assertThat(last().body().path("end").asString())
                .isEqualTo(LocalDate.now(ZoneId.of("Europe/Berlin")).toString());
        assertThat(last().header("If-match")).isEqualTo("\"1.1\"");
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Zurücknehmen");
        browser.press(Keys.ENTER);
        awaitSaid("Zurückgenommen");
        assertThat(last().body().path("end").isNull()).isTrue();
    }

    @Test
    void escapeDoesNotThrowAwayWhatWasTyped() {
        open("");
        browser.find("#mandate-add").click();
        browser.press("Xenia");
        browser.press(Keys.ESCAPE);
        assertThat(browser.findAll("dialog[open]")).hasSize(1);
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Abbrechen");
        browser.press(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.findAll("dialog[open]").isEmpty());
        assertThat(services.requests()).isEmpty();
    }

    @Test
    void aWithdrawnMandateIsTakenBackWithAllThatThePageStillHas() {
        open("");
        ObjectNode before = services.document(AYLIN);
        act("withdraw", "a1");
        assertThat(browser.textOf("dialog[open]")).contains("Mandat von Aylin Sternberg zurückziehen?", "irrtümlich");
        browser.screenshot("work-withdraw");
        submit();
        awaitSaid("Das Mandat von Aylin Sternberg ist zurückgezogen");
        assertThat(services.document(AYLIN).has("person")).isFalse();
        browser.screenshot("work-withdrawn");
        browser.find("#said button").click();
        awaitSaid("Zurückgenommen");
        ObjectNode after = services.document(AYLIN);
        for (String field : List.of("person", "list", "office", "kind", "begin", "state")) {
            assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
        }
    }

    @Test
    void aWithdrawnMandateIsEnteredAgainEvenLater() {
        services.change(AYLIN, document -> document.put("state", "withdrawn").remove(List.of("person", "list")));
        browser.open(platform.address() + "arbeitsplatz");
        await().atMost(PATIENCE).until(() -> browser.findAll("#mandate-rows tr").size() == 3);
        browser.run(
                "const s = document.getElementById('mandate-state'); s.value = 'withdrawn'; s.dispatchEvent(new Event('change'))");
        act("reenter", "a1");
        type("-person-name", "Aylin Sternberg");
        submit();
        awaitSaid("Das Mandat von Aylin Sternberg gilt wieder");
        assertThat(last().body().path("state").asString()).isEqualTo("active");
        assertThat(services.document(AYLIN).path("person").path("name").asString())
                .isEqualTo("Aylin Sternberg");
    }

    @Test
    void whatIsWrongStandsAtItsField() {
        open("");
        act("change", "a1");
        type("-person-name", "  ");
        type("-end", "2025-01-01");
        submit();
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("dialog[open] .notice").contains("die 2 markierten Angaben"));
        assertThat(browser.findAll("dialog[open] [aria-invalid='true']")).hasSize(2);
        assertThat(browser.textOf("dialog[open] [id$='-end-error']"))
                .isEqualTo("Darf nicht vor dem ersten Tag liegen.");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.screenshot("work-errors");
    }

    @Test
    void anotherPersonsChangeIsShownBesideOnesOwnAndChosenFieldByField() {
        open("#angaben");
        await().atMost(PATIENCE).until(() -> !browser.findAll("#record form").isEmpty());
        type("-contact-phone", "+49 221 1");
        type("-seats-elected", "20");
        services.changeCouncil(council -> {
            council.withObject("/contact").put("phone", "+49 221 999");
            council.withObject("/contact").put("website", "https://koeln.example");
        });
        browser.run("document.querySelector('#record form').requestSubmit()");
        await().atMost(PATIENCE).until(() -> browser.textOf("dialog[open] h2").equals("Jemand war schneller"));
        assertThat(browser.textOf("dialog[open]")).contains("ulrike", "+49 221 999", "+49 221 1", "leer");
        assertThat(browser.findAll("dialog[open] fieldset")).hasSize(3);
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.screenshot("work-conflict");
        browser.run(
                "[...document.querySelectorAll('dialog[open] fieldset')].find((each) => each.textContent.includes('Telefon'))"
                        + ".querySelector('[value=theirs]').click()");
        submit();
        awaitSaid("Gespeichert");
        JsonNode council = services.council();
        assertThat(council.path("contact").path("phone").asString()).isEqualTo("+49 221 999");
        assertThat(council.path("contact").path("website").asString()).isEqualTo("https://koeln.example");
        assertThat(council.path("seats").path("elected").asInt()).isEqualTo(20);
        assertThat(last().body().has("contact"))
                .as("only what is different is sent")
                .isFalse();
    }

    @Test
    void anAnswerThatGetsLostIsAskedForAgainUnderTheSameKey() {
        open("#angaben");
        await().atMost(PATIENCE).until(() -> !browser.findAll("#record form").isEmpty());
        type("-foreignResidents-count", "");
        type("-foreignResidents-asOf", "");
        services.lose(1, 503);
        browser.run("document.querySelector('#record form').requestSubmit()");
        await().atMost(PATIENCE)
                .until(() -> browser.textOf("#record .notice").contains("Der Server hat nicht bestätigt"));
        browser.screenshot("work-lost");
        assertThat(browser.find("#record [id$='-foreignResidents-count']").getDomProperty("value"))
                .isEmpty();
        browser.run("document.querySelector('#record form').requestSubmit()");
        awaitSaid("Gespeichert");
        assertThat(services.requests())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.body().toString()).isEqualTo("{\"foreignResidents\":null}"))
                .extracting(each -> each.header("Idempotency-key"))
                .containsOnly(last().header("Idempotency-key"));
        assertThat(services.council().has("foreignResidents")).isFalse();
    }

    @Test
    void aFileIsCheckedThenTakenOverAndFoundAgainByItsAddress(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mandate.csv"), "externalId;person.name;kind;begin\n");
        open("#datei");
        browser.run("document.querySelector('#upload form').requestSubmit()");
        await().atMost(PATIENCE).until(() -> browser.textOf("#upload .notice").contains("Bitte wählen Sie eine Datei"));
        browser.find("#upload-file").sendKeys(file.toString());
        browser.run("document.querySelector('#upload form').requestSubmit()");
        await().atMost(PATIENCE).until(() -> browser.textOf("#upload").contains("Die Prüfung ist fertig"));
        assertThat(last().query()).isEqualTo("kind=mandates&dryRun=true");
        assertThat(last().header("Content-type")).startsWith("text/csv");
        assertThat(browser.textOf("#upload")).contains("Würden ändern", "erwartet wird ein Tag");
        assertThat(browser.accessibilityViolations()).isEmpty();
        browser.screenshot("work-checked");

        browser.run("document.querySelector('#upload form').requestSubmit()");
        await().atMost(PATIENCE).until(() -> browser.textOf("#upload").contains("Die Datei ist übernommen"));
        assertThat(last().query()).isEqualTo("kind=mandates&dryRun=false");
        assertThat(browser.find("#upload .downloads a").getDomAttribute("href"))
                .isEqualTo("/api/imports/import-2/errors?format=csv&encoding=excel");
        browser.run("location.reload()");
        await().atMost(PATIENCE).until(() -> browser.textOf("#upload").contains("Die Datei ist übernommen"));
        assertThat(browser.textOf("#imports")).contains("Mandate geprüft", "Mandate übernommen");
        assertThat(services.requests()).as("nothing is sent again").hasSize(2);
        browser.screenshot("work-imported");
    }
}
