package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "before-state-write:20",
        "after-state-write:20",
        "after-send:30",
        "after-acknowledgement:10",
        "before-trim:2"
    })
    void aProcessThatDiesAnywhereLosesNothingItAnswered(String failPoint, @TempDir Path folder) throws Exception {
        Bench survivor = bench();
        Path accepted = folder.resolve("accepted");
        Process process = doomed(failPoint, accepted, folder.resolve("output"));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isEqualTo(137);
        survivor.started();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> survivor.tallies.store().backlog().equals(Backlog.NONE));
        Published published = Published.of(survivor.records());
        accepted(accepted).forEach((id, count) -> {
            Stored<Tally> stored = survivor.tallies.find(id).orElseThrow();
            assertThat(stored.state().count()).as(id).isGreaterThanOrEqualTo(count);
            assertThat(published.last()).containsEntry(id, stored.sequence());
            assertThat(published.count()).containsEntry(id, stored.state().count());
        });
        GroupCommitTest.assertEarlyOnlyBehindAFailure(survivor, published);
    }

    @Test
    void aProcessThatSleepsWhileAnotherWritesTheSameDocumentsDoesNoHarmWhenItWakes(@TempDir Path folder)
            throws Exception {
        Bench awake = bench().started();
        Path accepted = folder.resolve("accepted");
        Process sleeper = doomed("nowhere:1", accepted, folder.resolve("output"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !accepted(accepted).isEmpty());
        signal(sleeper, "STOP");
        Duration asleep = Duration.ofSeconds(Boolean.getBoolean("ratsnetz.long") ? 30 : 3);
        long until = System.nanoTime() + asleep.toNanos();
        for (int i = 0; System.nanoTime() < until; i++) {
            awake.count("doc" + i % 5);
        }
        signal(sleeper, "CONT");
        for (int i = 0; i < 200; i++) {
            awake.count("doc" + i % 5);
        }
        assertThat(sleeper.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> awake.tallies.store().backlog().equals(Backlog.NONE));
        Published published = Published.of(awake.records());
        accepted(accepted).forEach((id, count) -> {
            Stored<Tally> stored = awake.tallies.find(id).orElseThrow();
            assertThat(stored.state().count()).as(id).isGreaterThanOrEqualTo(count);
            assertThat(published.last()).containsEntry(id, stored.sequence());
            assertThat(published.count()).containsEntry(id, stored.state().count());
        });
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process doomed(String failPoint, Path accepted, Path output) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfail.at=" + failPoint,
                        "-Dratsnetz.root=" + System.getProperty("ratsnetz.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedMain.class.getName(),
                        TestParts.mongodbUri(database),
                        TestParts.bootstrapServers(),
                        database,
                        accepted.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static Map<String, Long> accepted(Path log) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        if (Files.exists(log)) {
            for (String line : Files.readAllLines(log)) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 2) {
                    counts.merge(parts[0], Long.parseLong(parts[1]), Math::max);
                }
            }
        }
        return counts;
    }

    @Test
    void writesGoOnWhileTheBrokerIsDeadAndDrainInOrderAfterwards() {
        Bench bench = bench().started();
        bench.count("doc0");
        TestParts.kafka().kill();
        Map<String, Long> written = new HashMap<>();
        try {
            for (int i = 0; i < 400; i++) {
                String id = "doc" + i % 20;
                assertThat(bench.count(id)).isInstanceOf(Result.Written.class);
                written.merge(id, 1L, Long::sum);
            }
        } finally {
            TestParts.kafka().start();
        }
        written.merge("doc0", 1L, Long::sum);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
        // early records may occur after a failed send; a reader drops them and gets them again
        assertThat(Published.of(bench.records()).last()).containsAllEntriesOf(written);
    }

    @Test
    void aFullBacklogIsRefusedWithATimeToComeBackUntilKafkaHasTakenIt() {
        Bench.Limits limits = new Bench.Limits();
        limits.backlog = DataSize.ofKilobytes(8);
        Bench bench = add(new Bench(database, limits.properties())).started();
        bench.count("doc0");
        TestParts.kafka().kill();
        Map<String, Long> written = new HashMap<>(Map.of("doc0", 1L));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(
                            () -> refusedFor(bench, written),
                            Problem.of(503, "overloaded").retryAfter(10)::equals);
        } finally {
            TestParts.kafka().start();
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

    /** Freezes Kafka, writes on, thaws it and waits until it has everything; how often each document was written. */
    private static Map<String, Long> writtenWhileKafkaIsFrozen(Bench bench, Duration time) {
        Map<String, Long> written = new HashMap<>();
        TestParts.kafka().freeze();
        try {
            long until = System.nanoTime() + time.toNanos();
            for (int i = 0; System.nanoTime() < until; i++) {
                String id = "doc" + i % 5;
                if (bench.count(id) instanceof Result.Written<Tally>) {
                    written.merge(id, 1L, Long::sum);
                }
            }
        } finally {
            TestParts.kafka().thaw();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
        return written;
    }

    @Test
    void aBrokerThatIsBackBeforeRecordsExpireMakesNoDifference() throws Exception {
        Bench bench = add(new Bench(
                        database, Bench.properties(), 1, TestParts.mongodbUri(database), Duration.ofSeconds(60)))
                .started();
        bench.count("doc0");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
        Map<String, Long> written = writtenWhileKafkaIsFrozen(bench, Duration.ofSeconds(3));
        written.merge("doc0", 1L, Long::sum);
        Published published = Published.of(bench.records());
        assertThat(published.last()).containsAllEntriesOf(written);
        assertThat(published.early()).isZero();
        assertThat(published.repeated()).isZero();
        assertThat(bench.failedSends()).isZero();
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
        GroupCommit<Tally> tooLarge =
                bench.publication.open(new DocumentKind<>(Tally.class, "narrow", 1, narrow, "/test"));
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
    void withoutItsIndexNothingIsSweptAndWithItEverything() throws Exception {
        Bench silent = bench();
        silent.tallies.writers().forEach(writer -> new Thread(writer).start());
        for (int i = 0; i < 40; i++) {
            silent.count("doc" + i % 7);
        }
        silent.tallies.writers().forEach(Writer::close);
        Bench sweeping = bench();
        silent.documents().dropIndex("pending");
        sweeping.started();
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(silent.records()).isEmpty());
        bench();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sweeping.tallies.store().backlog().equals(Backlog.NONE));
        assertThat(Published.of(sweeping.records()).last().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(40);
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
    void aFrozenBrokerMakesRepeatsButNoLossAndNoDisorder() throws Exception {
        Bench bench = bench().started();
        bench.count("doc0");
        Map<String, Long> written = writtenWhileKafkaIsFrozen(bench, Duration.ofSeconds(6));
        written.merge("doc0", 1L, Long::sum);
        assertThat(Published.of(bench.records()).last()).containsAllEntriesOf(written);
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
