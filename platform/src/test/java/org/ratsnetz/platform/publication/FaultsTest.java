package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.problem.Problem;
import org.springframework.util.unit.DataSize;

/** What dies, freezes or loses an answer: processes, Kafka, MongoDB and the way between. */
class FaultsTest {

    private final String database = "f" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Bench> benches = new ArrayList<>();

    private Bench bench() {
        return add(new Bench(database));
    }

    private Bench add(Bench bench) {
        benches.add(bench);
        return bench;
    }

    @AfterEach
    void tidy() {
        benches.getFirst().drop();
        benches.forEach(Bench::close);
    }

    @Test
    void aFullBacklogIsRefusedWithATimeToComeBackUntilKafkaHasTakenIt() {
        Bench.Limits limits = new Bench.Limits();
        limits.backlog = DataSize.ofKilobytes(8);
        Bench bench = add(new Bench(database, limits.properties())).started();
        bench.count("doc0");
        TestParts.kafka().freeze();
        Map<String, Long> written = new HashMap<>(Map.of("doc0", 1L));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(
                            () -> refusedFor(bench, written),
                            Problem.of(503, "overloaded").retryAfter(10)::equals);
        } finally {
            TestParts.kafka().thaw();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
        assertThat(Published.of(bench.records()).last()).containsAllEntriesOf(written);
        await().atMost(Duration.ofSeconds(30)).until(() -> bench.count("doc0") instanceof Result.Written<Tally>);
    }

    /** Writes once more; why not, or null where it was written. */
    private static @Nullable Problem refusedFor(Bench bench, Map<String, Long> written) {
        String id = "doc" + written.values().stream().mapToLong(Long::longValue).sum() % 50;
        if (bench.count(id) instanceof Result.Refused<Tally>(Problem problem, var _)) {
            return problem;
        }
        written.merge(id, 1L, Long::sum);
        return null;
    }

    @Test
    void aRecordThatKafkaRefusesIsNotRepeatedWithoutEndAndIsSeen() throws Exception {
        Bench bench = bench();
        String narrow = database + "-narrow";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(narrow, 24, (short) 1).configs(Map.of("max.message.bytes", "150"))))
                    .all()
                    .get();
        }
        GroupCommit<Tally> tooLarge = bench.publication.open(Tally.kind("narrow", 1, narrow));
        bench.started();
        for (int i = 0; i < 5; i++) {
            assertThat(tooLarge.submit(bench.command("big")).join()).isInstanceOf(Result.Written.class);
            assertThat(bench.count("small")).isInstanceOf(Result.Written.class);
        }
        await().until(() -> bench.publication.stuck().containsKey("big"));
        double failed = bench.failedSends();
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(tooLarge.submit(bench.command("big")).join()).isInstanceOf(Result.Written.class);
            assertThat(bench.failedSends()).isLessThanOrEqualTo(failed + 5);
        });
        assertThat(bench.publication.healthy()).isTrue();
        assertThat(new OutboxHealth(bench.publication).health().getDetails().toString())
                .contains("big");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
        assertThat(Published.of(bench.records()).last()).containsEntry("small", 5L);
    }

    @Test
    void whoeverComesWhileTheDatabaseStandsStillIsToldAtOnce() throws Exception {
        Bench bench = bench().started();
        bench.count("a");
        TestParts.mongod().freeze();
        List<CompletableFuture<Result<Tally>>> caught;
        try {
            caught = IntStream.range(0, 20)
                    .mapToObj(number -> bench.tallies.submit(bench.command("doc" + number)))
                    .toList();
            await().until(() ->
                    bench.tallies.writers().stream().allMatch(writer -> writer.stalled(Duration.ofMillis(500))));
            for (int i = 0; i < 50; i++) {
                assertThat(bench.tallies.submit(bench.command("doc" + i)))
                        .isCompletedWithValue(new Result.Refused<>(
                                Problem.of(503, "unavailable").retryAfter(1), null));
            }
        } finally {
            TestParts.mongod().thaw();
        }
        assertThat(caught).allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(40)));
        await().until(() -> bench.count("a") instanceof Result.Written<Tally>);
    }

    @Test
    void aWriteWhoseReplyIsLostIsRepeatedByItsKeyWithOneEffect() throws Exception {
        ConnectionString direct = new ConnectionString(TestParts.mongodbUri(database));
        int port = Integer.parseInt(direct.getHosts()
                .getFirst()
                .substring(direct.getHosts().getFirst().lastIndexOf(':') + 1));
        try (LossyProxy proxy = new LossyProxy(port)) {
            String behind = "mongodb://127.0.0.1:" + proxy.port() + "/" + database + "?directConnection=true";
            Bench bench = add(new Bench(database, Bench.properties(), 1, behind, Duration.ofSeconds(4)))
                    .started();
            bench.count("a");
            proxy.lose(1);
            assertThat(bench.count("a")).as("the driver asks again").isInstanceOf(Result.Written.class);
            assertThat(bench.tallies.find("a").orElseThrow().state().count()).isEqualTo(2);

            IdempotencyKey key = new IdempotencyKey(1, 1, 200);
            proxy.lose(2);
            assertThat(bench.count("a", new Precondition.None(), key))
                    .isInstanceOfSatisfying(
                            Result.Refused.class,
                            told -> assertThat(told.problem())
                                    .isEqualTo(
                                            Problem.of(503, "outcome-unknown").retryAfter(1)));
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> bench.count("a", new Precondition.None(), key),
                            again -> !(again instanceof Result.Refused<Tally>));
            assertThat(bench.tallies.find("a").orElseThrow().state().count()).isEqualTo(3);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
            assertThat(Published.of(bench.records()).last()).containsEntry("a", 3L);
        }
    }

    @Test
    void aDeadDatabaseIsToldWithinTwoSecondsAndTheSameKeyHasOneEffect() {
        Bench bench = bench().started();
        bench.count("a");
        IdempotencyKey key = new IdempotencyKey(7, 7, 200);
        TestParts.mongod().kill();
        try {
            long begin = System.nanoTime();
            Result<Tally> refused = bench.count("a", new Precondition.None(), key);
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Result.Refused.class,
                            told -> assertThat(told.problem().status()).isEqualTo(503));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        } finally {
            TestParts.mongod().start();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !(bench.count("a", new Precondition.None(), key) instanceof Result.Refused<Tally>));
        bench.count("a", new Precondition.None(), key);
        assertThat(bench.tallies.find("a").orElseThrow().state().count()).isEqualTo(2);
    }
}
