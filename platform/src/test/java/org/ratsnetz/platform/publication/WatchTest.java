package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.envelope.Envelope;

/** A database that is older than its topics, one that was put back, and topics that were lost (F23, F24). */
class WatchTest {

    private final String database = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Bench> benches = new ArrayList<>();

    private Bench bench() {
        Bench bench = new Bench(database);
        benches.add(bench);
        return bench;
    }

    @AfterEach
    void tidy() {
        benches.forEach(Bench::close);
        try (Bench last = new Bench(database)) {
            last.drop();
        }
    }

    private static void count(Bench bench, String id, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(bench.count(id)).isInstanceOf(Result.Written.class);
        }
    }

    private static void awaitAllTold(Bench bench) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
    }

    /** Waits until what was told is known to be covered. */
    private static void awaitMarked(Bench bench) {
        awaitAllTold(bench);
        long now = marked(bench);
        await().atMost(Duration.ofSeconds(20)).until(() -> marked(bench) > now + 1);
    }

    private static long marked(Bench bench) {
        Document watermark =
                bench.platform().find(new Document("_id", "watermark")).first();
        return watermark == null ? 0 : Objects.requireNonNullElse(watermark.getLong("turn"), 0L);
    }

    private static void awaitTrouble(Bench bench) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.publication.trouble().isPresent());
    }

    private static void restateAll(Bench bench) {
        Instant wanted = await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.publication.restating(), java.util.Optional::isPresent)
                .orElseThrow();
        String after = "";
        while (!after.equals("-")) {
            after = bench.publication.restateAfter("tallies", after, 2).orElse("-");
        }
        awaitAllTold(bench);
        bench.publication.restated(wanted);
    }

    /** What a reader that keeps to the protocol holds: document to epoch, sequence and count; null count for one that is gone. */
    private static Map<String, String> readers(Bench bench) {
        Map<String, Rank> last = new HashMap<>();
        Map<String, String> held = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : bench.records()) {
            Envelope envelope = Envelope.read(record.headers());
            Rank told = Rank.of(envelope);
            Rank known = last.getOrDefault(envelope.subject(), Rank.NONE);
            boolean first = known.sequence() == 0 && told.sequence() == 1 && told.epoch() >= known.epoch();
            boolean next = told.epoch() == known.epoch() && told.sequence() == known.sequence() + 1;
            boolean restated = envelope.type().equals("tally-restated") && told.compareTo(known) >= 0;
            if (first || next || restated) {
                last.put(envelope.subject(), told);
                held.put(
                        envelope.subject(),
                        told + " " + new String(record.value(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return held;
    }

    private static void assertNothingToldTwice(Bench bench) {
        Map<String, String> contents = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : bench.records()) {
            Envelope envelope = Envelope.read(record.headers());
            if (envelope.type().equals("tally-counted")) {
                String content = new String(record.value(), java.nio.charset.StandardCharsets.UTF_8);
                String before = contents.putIfAbsent(envelope.subject() + " " + Rank.of(envelope), content);
                assertThat(before).as(envelope.subject()).isIn(null, content);
            }
        }
    }

    @Test
    void aDatabaseOlderThanItsTopicsPublishesNothingUntilTheOperatorDecides() {
        Bench before = bench().started();
        count(before, "a", 2);
        count(before, "b", 1);
        awaitMarked(before);
        Map<String, List<Document>> copy = before.dump();
        count(before, "a", 3);
        count(before, "c", 1);
        awaitAllTold(before);
        before.close();
        before = bench();
        before.putBack(copy);
        int told = before.records().size();

        Bench old = bench().started();
        assertThat(old.publication.trouble().orElseThrow()).contains("a here 1.2, told 1.5", "c here 0.0, told 1.1");
        assertThat(new OutboxHealth(old.publication).health().getStatus().getCode())
                .isEqualTo("DOWN");
        assertThat(old.count("a"))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo("older-database"));
        assertThat(old.records()).as("nothing was told").hasSize(told);

        old.publication.acceptOlder();
        restateAll(old);
        assertThat(old.publication.epoch()).isEqualTo(2);
        count(old, "a", 1);
        count(old, "c", 1);
        awaitAllTold(old);
        assertThat(readers(old))
                .containsEntry("a", "2.3 {\"count\":3}")
                .containsEntry("b", "2.1 {\"count\":1}")
                .containsEntry("c", "2.1 {\"count\":1}");
        assertNothingToldTwice(old);
    }

    @Test
    void aDocumentThatIsNotInTheDatabaseThatWasPutBackIsToldToBeGone() {
        Bench before = bench().started();
        count(before, "a", 1);
        awaitMarked(before);
        Map<String, List<Document>> copy = before.dump();
        count(before, "c", 2);
        awaitAllTold(before);
        before.close();
        Bench between = bench();
        between.putBack(copy);
        between.platform().updateOne(new Document("_id", "epoch"), Updates.set("restored", Date.from(Instant.now())));

        Bench restored = bench();
        List<Instant> dealtWith = new ArrayList<>();
        restored.publication.afterRestore(dealtWith::add);
        restored.started();
        assertThat(dealtWith)
                .as("the service puts right what the backup cannot know")
                .hasSize(1);
        assertThat(restored.publication.trouble()).isEmpty();
        restateAll(restored);
        assertThat(readers(restored)).containsEntry("a", "2.1 {\"count\":1}").containsEntry("c", "2.0 {}");

        restored.close();
        Bench again = bench().started();
        assertThat(again.publication.epoch()).isEqualTo(2);
        assertThat(again.publication.trouble()).isEmpty();
        assertThat(again.publication.lastRestore()).isPresent();
    }

    @Test
    void aChangeBeforeItsDocumentWasToldAgainBringsNoHole() {
        Bench before = bench().started();
        count(before, "a", 3);
        awaitMarked(before);
        before.platform().updateOne(new Document("_id", "epoch"), Updates.set("restored", Date.from(Instant.now())));
        before.close();

        Bench restored = bench().started();
        count(restored, "a", 1);
        awaitAllTold(restored);
        assertThat(readers(restored)).containsEntry("a", "2.4 {\"count\":4}");
    }

    @Test
    void aDatabaseThatGoesBackUnderARunningProcessIsNoticed() {
        Bench bench = bench().started();
        count(bench, "a", 1);
        awaitMarked(bench);
        Map<String, List<Document>> copy = bench.dump();
        count(bench, "a", 2);
        awaitMarked(bench);
        bench.putBack(copy);
        awaitTrouble(bench);
        assertThat(bench.publication.trouble().orElseThrow()).contains("a here 1.1, told 1.3");
    }

    @Test
    void anEmptyDatabaseBesideFullTopicsIsNoticed() {
        Bench before = bench().started();
        count(before, "a", 1);
        awaitAllTold(before);
        before.drop();
        before.close();
        Bench empty = bench().started();
        assertThat(empty.publication.trouble()).isPresent();
    }

    @Test
    void whatACrashLeftOwingIsNoOlderDatabase() {
        Bench before = bench().started();
        count(before, "a", 2);
        awaitMarked(before);
        count(before, "a", 2);
        before.close();
        Bench after = bench().started();
        assertThat(after.publication.trouble()).isEmpty();
        count(after, "a", 1);
    }

    @Test
    void aTopicThatWasLostIsFilledAgainWhileTheProcessRuns() throws Exception {
        Bench bench = bench().started();
        count(bench, "a", 2);
        count(bench, "b", 1);
        count(bench, "c", 1);
        awaitMarked(bench);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.deleteTopics(List.of(bench.topic)).all().get(20, TimeUnit.SECONDS);
        }
        restateAll(bench);
        count(bench, "a", 1);
        awaitAllTold(bench);
        assertThat(readers(bench))
                .containsEntry("a", "1.3 {\"count\":3}")
                .containsEntry("b", "1.1 {\"count\":1}")
                .containsEntry("c", "1.1 {\"count\":1}");
        awaitMarked(bench);
        assertThat(bench.publication.restating()).isEmpty();
    }

    @Test
    void aDatabaseThatWasPutBackByHalfIsNotServed() {
        Bench bench = bench();
        bench.platform().insertOne(new Document("_id", "restore").append("epoch", 1));
        assertThatThrownBy(bench::started).isInstanceOf(RestoreUnfinished.class);
    }
}
