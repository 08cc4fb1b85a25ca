package org.ratsnetz.council.resync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ratsnetz.council.Office.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.council.Office;
import org.ratsnetz.council.Topics;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilEvent.MandateRestated;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.envelope.WireJson;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Restatement on request, and names that stay erased, on the real topics. */
class ResyncTest {

    private static final String AGS = "05158004";

    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open("council-restating");
        assertThat(office.register(AGS).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static void ask(String ags, String document) {
        Topics.send(
                ResyncRequest.TOPIC,
                ags,
                Topics.envelope(ResyncRequest.TYPE, document, 0),
                new ResyncRequest(ags, document, "test-readers"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<String, byte[]> restated(String ags, String document, String type) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Topics.read(CouncilEvent.TOPIC, ags).stream()
                                .filter(record -> header(record, "ce_type").equals(type)
                                        && header(record, "ce_subject").equals(document))
                                .toList(),
                        records -> !records.isEmpty())
                .getLast();
    }

    private static long sequence(String collection, String document) {
        Document stored = office.service()
                .context()
                .getBean(MongoDatabaseFactory.class)
                .getMongoDatabase()
                .getCollection(collection)
                .find(new Document("_id", document))
                .first();
        assertThat(stored).isNotNull();
        return stored.getLong("sequence");
    }

    /** Enters a mandate; its document. */
    private static String entered(String name) {
        HttpResponse<String> answer =
                office.send("POST", "/api/councils/" + AGS + "/mandates", office.council(AGS), """
                {"person":{"name":"%s"},"kind":"elected","begin":"2025-11-01"}""".formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return AGS + "/" + json(answer).path("id").asString();
    }

    private static String place(String document) {
        return "/api/councils/" + document.replace("/", "/mandates/");
    }

    @Test
    void aCouncilIsToldAgainWithTheSequenceItStandsAt() {
        String ags = "05158008";
        office.register(ags);
        office.patch("/api/councils/" + ags, office.council(ags), "{\"seats\":{\"elected\":20}}");
        ask(ags, ags);
        ConsumerRecord<String, byte[]> record = restated(ags, ags, "council-restated");
        assertThat(header(record, "ce_sequence"))
                .isEqualTo(Long.toString(sequence("councils", ags)))
                .isEqualTo("2");
        CouncilRestated event = WireJson.read(record.value(), CouncilRestated.class);
        assertThat(event.gone()).isFalse();
        assertThat(event.council())
                .isNotNull()
                .extracting(council -> council.seats().elected())
                .isEqualTo(20);
    }

    @Test
    void aMandateIsToldAgainWithItsPerson() {
        String document = entered("Ada Muster");
        ask(AGS, document);
        ConsumerRecord<String, byte[]> record = restated(AGS, document, "mandate-restated");
        assertThat(header(record, "ce_sequence")).isEqualTo(Long.toString(sequence("mandates", document)));
        assertThat(Topics.read(PersonFacts.TOPIC, document)).hasSize(2);
    }

    @Test
    void whatThereIsNotIsToldToBeGone() {
        ask(AGS, AGS + "/0123456789abcdef01234567");
        ConsumerRecord<String, byte[]> mandate = restated(AGS, AGS + "/0123456789abcdef01234567", "mandate-restated");
        assertThat(WireJson.read(mandate.value(), MandateRestated.class).gone()).isTrue();
        ask("05158012", "05158012");
        ConsumerRecord<String, byte[]> council = restated("05158012", "05158012", "council-restated");
        assertThat(WireJson.read(council.value(), CouncilRestated.class).gone()).isTrue();
        assertThat(header(council, "ce_sequence")).isEqualTo("0");
    }

    @Test
    void aRequestInTheNameOfAnotherCouncilIsADeadLetter() {
        String dead = Hearing.deadLetterTopic(ResyncRequest.TOPIC, Restating.GROUP);
        int before = Topics.read(dead, "05158016").size();
        Topics.send(
                ResyncRequest.TOPIC,
                "05158016",
                Topics.envelope(ResyncRequest.TYPE, "05158016", 0),
                new ResyncRequest(AGS, AGS, "test-forgers"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.read(dead, "05158016").size() == before + 1);
    }

    @Test
    void anOldNameBehindAWithdrawalIsErasedAgain() {
        String document = entered("Canan Kanarie");
        office.send("DELETE", place(document), office.council(AGS), "", "If-Match", "*");
        // the reader of the topic may already have heard the name behind the withdrawal, and erased it once more
        ConsumerRecord<String, byte[]> old = await().until(
                        () -> Topics.read(PersonFacts.TOPIC, document), records -> records.size() >= 2)
                .getFirst();
        Topics.awaitHeard(office, PersonFacts.TOPIC, Graveyard.GROUP);
        int before = Topics.read(PersonFacts.TOPIC, document).size();
        Topics.repeat(old);
        List<ConsumerRecord<String, byte[]>> all = await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.read(PersonFacts.TOPIC, document), records -> records.size() == before + 2);
        assertThat(all.getLast().value()).isNull();
    }

    @Test
    void anOldErasureBehindAReturnIsFollowedByTheNameAgain() {
        String document = entered("Canan Kanarie");
        office.send("DELETE", place(document), office.council(AGS), "", "If-Match", "*");
        office.patch(place(document), office.council(AGS), "{\"state\":\"active\",\"person\":{\"name\":\"Mandat 8\"}}");
        ConsumerRecord<String, byte[]> old =
                await().until(() -> Topics.read(PersonFacts.TOPIC, document), records -> records.size() >= 3).stream()
                        .filter(record -> record.value() == null)
                        .findFirst()
                        .orElseThrow();
        Topics.awaitHeard(office, PersonFacts.TOPIC, Graveyard.GROUP);
        int before = Topics.read(PersonFacts.TOPIC, document).size();
        Topics.repeat(old);
        List<ConsumerRecord<String, byte[]>> all = await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.read(PersonFacts.TOPIC, document), records -> records.size() == before + 2);
        assertThat(WireJson.read(all.getLast().value(), PersonFacts.class).name())
                .isEqualTo("Mandat 8");
    }

    @Test
    void anOldNameBehindAnotherOneIsReplacedAgain() {
        String document = entered("Canan Kanarie");
        office.patch(place(document), office.council(AGS), "{\"person\":{\"name\":\"Mandat 7\"}}");
        ConsumerRecord<String, byte[]> old = await().until(
                        () -> Topics.read(PersonFacts.TOPIC, document), records -> records.size() >= 2)
                .getFirst();
        Topics.awaitHeard(office, PersonFacts.TOPIC, Graveyard.GROUP);
        int before = Topics.read(PersonFacts.TOPIC, document).size();
        Topics.repeat(old);
        List<ConsumerRecord<String, byte[]>> all = await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.read(PersonFacts.TOPIC, document), records -> records.size() == before + 2);
        PersonFacts last = WireJson.read(all.getLast().value(), PersonFacts.class);
        assertThat(last.name()).isEqualTo("Mandat 7");
        Topics.awaitHeard(office, PersonFacts.TOPIC, Graveyard.GROUP);
        assertThat(Topics.read(PersonFacts.TOPIC, document))
                .as("and that is the end of it")
                .hasSize(before + 2);
    }
}
