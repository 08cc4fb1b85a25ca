package org.ratsnetz.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.events.CouncilEvent.CouncilRegistered;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.notification.RunningNotification.Post;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;
import tools.jackson.databind.JsonNode;

class JourneyTest {

    private static final RunningNotification NOTIFICATION = RunningNotification.shared();
    private static final Subscribing PERSON = new Subscribing(NOTIFICATION);
    private static final Duration LONG_AGO = Duration.ofDays(2);

    /** Registered two days ago: known, and no news. */
    @BeforeAll
    static void councils() {
        for (int i = 1; i <= 9; i++) {
            String ags = council(i);
            Told.tell(Told.event(ags, 1, Instant.now().minus(LONG_AGO), new CouncilRegistered(facts(ags))));
        }
        await().until(() ->
                NOTIFICATION.bean(KnownCouncils.class).find(council(9)).isPresent());
    }

    private static String council(int i) {
        return "0591300" + i;
    }

    private static CouncilFacts facts(String ags) {
        CouncilFacts facts = Samples.council(ags, 10, 5);
        return new CouncilFacts(
                ags,
                facts.name(),
                "Kreis " + ags,
                facts.region(),
                facts.state(),
                facts.committee(),
                facts.seats(),
                facts.foreignResidents());
    }

    private static String one(String ags) {
        return "{\"council\": \"" + ags + "\"}";
    }

    private static ProducerRecord<byte[], byte[]> changed(String ags, long sequence) {
        return Told.event(ags, sequence, Instant.now(), new CouncilChanged(facts(ags), List.of("contact")));
    }

    @Test
    void whoSubscribesAndConfirmsIsToldOnceUntilLeaving() {
        String ags = council(1);
        String address = "eins@demo.example";
        PERSON.subscribe(address, one(ags));
        Told.tell(changed(ags, 2), changed(ags, 2));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(2));
        Post mail = NOTIFICATION.mails(address).getLast();
        assertThat(mail.subject()).isEqualTo("Musterstadt " + ags + ": Angaben des Gremiums geändert");
        assertThat(mail.text()).contains("betrifft Kontakt", "Abmelden:");
        assertThat(mail.html()).contains("lang=\"de\"", "betrifft Kontakt").doesNotContain("<script");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");

        String oneClick = mail.header("List-Unsubscribe").replaceAll("[<>]|" + RunningNotification.BASE, "");
        assertThat(PERSON.get(oneClick, "Accept", "application/json").body()).contains("\"e…@demo.example\"", ags);
        assertThat(PERSON.get(oneClick, "Accept", "text/html").statusCode()).isEqualTo(303);
        // a link was followed, nothing was changed
        Told.tell(changed(ags, 3));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(3));

        assertThat(PERSON.post(oneClick).statusCode()).isEqualTo(200);
        assertThat(PERSON.post(oneClick).body()).contains("\"subscriptions\":[]");
        Told.tell(changed(ags, 4));
        await().untilAsserted(() -> assertThat(sums(ags + "#1.4")).isEqualTo("recipients 0"));
        assertThat(NOTIFICATION.mails(address)).hasSize(3);
    }

    /** Recipients of the messages about an event, and the sum of their states, which is the same. */
    private static String sums(String event) {
        JsonNode items = PERSON.office("/api/deliveries/summary?limit=200").get("items");
        return items.valueStream()
                .filter(item -> item.get("event").asString().equals(event))
                .map(item -> "recipients " + item.get("recipients").asInt())
                .findFirst()
                .orElse("none");
    }

    @Test
    void overlappingSubscriptionsBringOneMessageAndLeavingItEndsAllThatBroughtIt() {
        String ags = council(2);
        String address = "zwei@demo.example";
        PERSON.subscribe(address, one(ags));
        PERSON.subscribe(" ZWEI@Demo.Example ", "{\"district\": \"Kreis " + ags + "\"}");
        Told.tell(changed(ags, 2));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(3));
        Post mail = NOTIFICATION.mails(address).getLast();
        String oneClick = mail.header("List-Unsubscribe").replaceAll("[<>]|" + RunningNotification.BASE, "");
        assertThat(PERSON.get(oneClick, "Accept", "application/json").body())
                .contains("Kreis " + ags, "Musterstadt " + ags);
        PERSON.post(oneClick);
        Told.tell(changed(ags, 3));
        await().untilAsserted(() -> assertThat(sums(ags + "#1.3")).isEqualTo("recipients 0"));
        assertThat(NOTIFICATION.mails(address)).hasSize(3);
    }

    @Test
    void whatFollowsAtOnceIsGatheredIntoTheNextMessage() {
        String ags = council(4);
        String address = "vier@demo.example";
        PERSON.subscribe(address, one(ags));
        Told.tell(changed(ags, 2));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(2));
        Told.tell(
                changed(ags, 3),
                Told.event(ags + "/m1", 1, Instant.now(), Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m2", 1, Instant.now(), Samples.begun(ags, "m2", MandateKind.COUNCIL)));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(3));
        Post gathered = NOTIFICATION.mails(address).getLast();
        assertThat(gathered.subject()).isEqualTo("Musterstadt " + ags + ": 3 Änderungen");
        assertThat(gathered.text())
                .contains("direkt gewähltes Mitglied, Liste \"Liste 1\"", "vom Rat bestelltes Mitglied");
        assertThat(sums(ags + "#1.2")).isEqualTo("recipients 1");
        assertThat(sums(ags + "/m2#1.1")).isEqualTo("recipients 1");
    }

    @Test
    void anImportIsOneSummary() {
        String ags = council(5);
        String address = "fuenf@demo.example";
        PERSON.subscribe(address, one(ags));
        List<ProducerRecord<byte[], byte[]>> imported = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String id = "m" + i;
            imported.add(Told.imported(
                    ags + "/" + id, 1, Instant.now(), "job-1", Samples.begun(ags, id, MandateKind.ELECTED)));
        }
        Told.tell(imported);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(2));
        Post summary = NOTIFICATION.mails(address).getLast();
        assertThat(summary.subject()).isEqualTo("Musterstadt " + ags + ": 1.000 Änderungen durch einen Import");
        assertThat(summary.text()).contains("Neues Mandat: 1.000");
    }

    @Test
    void whatIsNoNewsOrTooOldBringsNothing() {
        String ags = council(6);
        String address = "sechs@demo.example";
        PERSON.subscribe(address, one(ags));
        Told.tell(
                Told.event(
                        ags,
                        2,
                        Instant.now().minus(Duration.ofHours(25)),
                        new CouncilChanged(facts(ags), List.of("seats"))),
                Told.event(ags, 2, Instant.now(), new CouncilRestated(ags, facts(ags))),
                changed(ags, 3));
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(2));
        assertThat(NOTIFICATION.mails(address).getLast().text())
                .contains("Kontakt")
                .doesNotContain("Sitze");
        assertThat(sums(ags + "#1.2")).isEqualTo("none");
    }

    @Test
    void aConfirmationHoldsOnceAndFollowingItsLinkChangesNothing() {
        String address = "sieben@demo.example";
        assertThat(PERSON.wish(Subscribing.byMail(address, one(council(7)))).statusCode())
                .isEqualTo(202);
        await().untilAsserted(() -> assertThat(NOTIFICATION.mails(address)).hasSize(1));
        String text = NOTIFICATION.mails(address).getFirst().text();
        String link = "/api/subscriptions/confirmation?token="
                + Subscribing.token(RunningNotification.link(text, "/abo/bestaetigen"));
        assertThat(PERSON.get(link).body()).contains("s…@demo.example", "Musterstadt " + council(7));
        assertThat(PERSON.get(link).statusCode()).isEqualTo(200);
        PERSON.confirm(text);
        assertThat(PERSON.post(link).statusCode()).isEqualTo(410);
        assertThat(PERSON.get(link).statusCode()).isEqualTo(410);
    }
}
