package org.ratsnetz.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.notification.RunningNotification;
import org.ratsnetz.notification.Subscribing;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;

class SubscriptionTest {

    private static final RunningNotification NOTIFICATION = RunningNotification.shared();
    private static final Subscribing PERSON = new Subscribing(NOTIFICATION);
    private static final String AGS = "05913100";
    private static final String ONE = "{\"council\": \"" + AGS + "\"}";
    private static final String PREFERENCES = "/api/subscriptions/preferences";

    @BeforeAll
    static void council() {
        Told.tell(Told.event(AGS, 1, Instant.now().minus(Duration.ofDays(2)), Samples.registered(AGS)));
        await().until(() -> NOTIFICATION.bean(KnownCouncils.class).find(AGS).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | kein-at-zeichen        | {\"all\":true}              | []                  | /address",
                "email | zwei@@demo.example     | {\"all\":true}              | []                  | /address",
                "email | a@demo.example\\r\\nBcc: b@demo.example | {\"all\":true} | []               | /address",
                "email | müller@demo.example    | {\"all\":true}              | []                  | /address",
                "email | a@localhost            | {\"all\":true}              | []                  | /address",
                "sms   | 0221 12345             | {\"all\":true}              | [\"mandate-begun\"] | /address",
                "sms   | 0151 23456789          | {\"all\":true}              | []                  | /kinds",
                "email | a@demo.example         | {\"all\":true}              | [\"wetter\"]        | /kinds/0",
                "email | a@demo.example         | {}                          | []                  | /scope",
                "email | a@demo.example         | {\"all\":false}             | []                  | /scope",
                "email | a@demo.example         | {\"all\":true,\"region\":\"Arnsberg\"} | []       | /scope",
                "email | a@demo.example         | {\"council\":\"05999999\"}  | []                  | /scope/council",
                "email | a@demo.example         | {\"district\":\"Mars\"}     | []                  | /scope/district",
                "email | a@demo.example         | {\"region\":\"Mars\"}       | []                  | /scope/region"
            })
    void aWishThatMakesNoSenseIsRefusedAtItsField(
            String channel, String address, String scope, String kinds, String pointer) {
        HttpResponse<String> answer = PERSON.wish("""
                {"channel":"%s","address":"%s","language":"de","scope":%s,"kinds":%s}""".formatted(channel, address, scope, kinds));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void theAnswerSaysNothingAboutWhoIsSubscribed() {
        PERSON.subscribe("bekannt@demo.example", ONE);
        String known =
                PERSON.wish(Subscribing.byMail("bekannt@demo.example", ONE)).body();
        String unknown =
                PERSON.wish(Subscribing.byMail("unbekannt@demo.example", ONE)).body();
        assertThat(known).isEqualTo(unknown).contains("Bestätigungslink");
    }

    @Test
    void anAddressGetsThreeConfirmationsADay() {
        for (int i = 0; i < 3; i++) {
            assertThat(PERSON.wish(Subscribing.byMail("oft@demo.example", ONE)).statusCode())
                    .isEqualTo(202);
        }
        HttpResponse<String> fourth = PERSON.wish(Subscribing.byMail("OFT@demo.example", ONE));
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(fourth.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(86_000, 86_400);
        await().untilAsserted(
                        () -> assertThat(NOTIFICATION.mails("oft@demo.example")).hasSize(3));
    }

    @Test
    void onlyTheKindsThatWereChosenBringMessages() {
        String address = "wahl@demo.example";
        PERSON.wish("""
                {"channel":"email","address":"%s","language":"en","scope":%s,"kinds":["mandate-begun"]}""".formatted(address, ONE));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(1));
        assertThat(NOTIFICATION.mails(address).getFirst().text())
                .contains("Kinds of events: New mandate.", "valid for 48 hours");
        PERSON.confirm(NOTIFICATION.mails(address).getFirst().text());
        Told.tell(
                Told.event(AGS, 2, Instant.now(), new CouncilChanged(Samples.council(AGS, 10, 5), List.of("contact"))),
                Told.event(AGS + "/m1", 1, Instant.now(), Samples.begun(AGS, "m1", MandateKind.ELECTED)));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(2));
        assertThat(NOTIFICATION.mails(address).getLast().subject()).endsWith(": New mandate");
        assertThat(NOTIFICATION.mails(address).getLast().text()).contains("from November 1, 2025");
    }

    @Test
    void aTextMessageAsksTellsAndLeadsOut() {
        String number = "+4915123456701";
        assertThat(PERSON.wish("""
                        {"channel":"sms","address":"0151 234567-01","language":"de","scope":%s,"kinds":["mandate-begun"]}""".formatted(ONE)).statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(NOTIFICATION.texts(number)).hasSize(1));
        String question = NOTIFICATION.texts(number).getFirst().text();
        assertThat(question).contains("Musterstadt " + AGS);
        PERSON.confirm(question);
        Told.tell(Told.event(AGS + "/m2", 1, Instant.now(), Samples.begun(AGS, "m2", MandateKind.SUBSTITUTE)));
        await().untilAsserted(() -> assertThat(NOTIFICATION.texts(number)).hasSize(2));
        String news = NOTIFICATION.texts(number).getLast().text();
        assertThat(news).contains("Neues Mandat (Stellvertretung, Liste \"Liste 1\"");
        String token = Subscribing.token(RunningNotification.link(news, "/abo/einstellungen"));
        assertThat(PERSON.get(PREFERENCES + "?token=" + token).body()).contains("\"channel\":\"sms\"", "…701");
    }

    @Test
    void aTextMessageThatThePhoneNeverGotIsNoDelivery() {
        String number = "+4915123456702";
        NOTIFICATION.centre().dials().receiptState("UNDELIV");
        try {
            PERSON.wish("""
                    {"channel":"sms","address":"%s","language":"de","scope":%s,"kinds":["mandate-begun"]}""".formatted(number, ONE));
            await().untilAsserted(() -> assertThat(PERSON.office("/api/deliveries?channel=sms&state=permanent")
                            .get("items"))
                    .anySatisfy(row -> assertThat(row.get("code").asString()).isEqualTo("receipt")));
        } finally {
            NOTIFICATION.centre().dials().receiptState("DELIVRD");
        }
    }

    @Test
    void preferencesChangeLanguageAndKindsAndEraseEverything() {
        String address = "wechsel@demo.example";
        String token = PERSON.subscribe(address, ONE);
        PERSON.subscribe(address, "{\"region\": \"Arnsberg\"}");
        String view = PERSON.get(PREFERENCES + "?token=" + token).body();
        assertThat(view)
                .contains("w…@demo.example", "Regierungsbezirk Arnsberg")
                .doesNotContain(address);
        String id = view.replaceAll("(?s).*\"id\":\"([0-9a-f]{16})\".*\"Regierungsbezirk.*", "$1");

        HttpResponse<String> changed = patch(token, """
                {"language":"en","subscriptions":[{"id":"%s","kinds":["mandate-ended"]}]}""".formatted(id));
        assertThat(changed.body()).contains("\"language\":\"en\"", "[\"mandate-ended\"]");
        assertThat(patch(token, """
                        {"subscriptions":[{"id":"0000000000000000","kinds":["wetter"]}]}""").body()).contains("/subscriptions/0/id", "/subscriptions/0/kinds/0");

        assertThat(delete("/" + id, token)).isEqualTo(204);
        assertThat(PERSON.get(PREFERENCES + "?token=" + token).body()).doesNotContain(id);
        assertThat(delete("", token)).isEqualTo(204);
        assertThat(PERSON.get(PREFERENCES + "?token=" + token).statusCode()).isEqualTo(410);
    }

    @Test
    void aTokenOpensOnlyWhatItIsForAndNoOtherIsTaken() {
        String preferences = PERSON.subscribe("schluessel@demo.example", ONE);
        List<String> forged = new ArrayList<>(List.of("", "x", "AAAA", preferences + "A", preferences.substring(1)));
        forged.add((preferences.charAt(0) == 'A' ? "B" : "A") + preferences.substring(1));
        for (String token : forged) {
            assertThat(PERSON.get(PREFERENCES + "?token=" + token).statusCode())
                    .as(token)
                    .isEqualTo(410);
        }
        assertThat(PERSON.post("/api/subscriptions/unsubscribe?token=" + preferences)
                        .statusCode())
                .isEqualTo(404);
        assertThat(PERSON.post("/api/subscriptions/confirmation?token=" + preferences)
                        .statusCode())
                .isEqualTo(410);
    }

    private static HttpResponse<String> patch(String token, String body) {
        return NOTIFICATION
                .service()
                .send(NOTIFICATION
                        .service()
                        .request(PREFERENCES + "?token=" + token, "")
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static int delete(String path, String token) {
        return NOTIFICATION
                .service()
                .send(NOTIFICATION
                        .service()
                        .request(PREFERENCES + path + "?token=" + token, "")
                        .DELETE())
                .statusCode();
    }
}
