package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.util.unit.DataSize;

class GroupCommitTest {

    private final String database = "p" + UUID.randomUUID().toString().substring(0, 8);
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
    void everyAnsweredCommandIsInTheDatabaseAndOnTheTopicInOrder() {
        Bench bench = bench().started();
        Map<String, Long> accepted = hammer(List.of(bench), 64, 50, 10);
        assertComplete(bench, accepted);
    }

    @Test
    void aRecordThatKafkaAcknowledgedWhileTheNextVersionWasWrittenIsNotSentAgain() {
        Bench bench = bench().started();
        Map<String, Long> accepted = hammer(List.of(bench), 64, 50, 10);
        assertComplete(bench, accepted);
        Published published = Published.of(bench.records());
        assertThat(bench.failedSends() > 0 || published.repeated() == 0)
                .as("%s repeated, no send failed", published.repeated())
                .isTrue();
    }

    @Test
    void twoProcessesOnTheSameDocumentsLoseNothing() {
        Bench one = bench().started();
        Bench other = bench().started();
        Map<String, Long> accepted = hammer(List.of(one, other), 64, 25, 10);
        assertComplete(one, accepted);
    }

    /** Counts documents by many callers at once; how often each was accepted. */
    private static Map<String, Long> hammer(List<Bench> benches, int callers, int times, int documents) {
        Map<String, AtomicLong> accepted = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < times; i++) {
                        String id = "doc" + (number + i) % documents;
                        Result<Tally> result =
                                benches.get((number + i) % benches.size()).count(id);
                        if (result instanceof Result.Written<Tally>) {
                            accepted.computeIfAbsent(id, key -> new AtomicLong())
                                    .incrementAndGet();
                        } else {
                            assertThat(problem(result).type())
                                    .as("a busy broker or a lost race")
                                    .isIn("conflict", "overloaded");
                        }
                    }
                }));
            }
            for (Future<?> future : running) {
                assertThat(future).succeedsWithin(Duration.ofSeconds(60));
            }
        }
        Map<String, Long> numbers = new ConcurrentHashMap<>();
        accepted.forEach((id, number) -> numbers.put(id, number.get()));
        return numbers;
    }

    private static void assertComplete(Bench bench, Map<String, Long> accepted) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bench.tallies.store().backlog().equals(Backlog.NONE));
        Published published = Published.of(bench.records());
        accepted.forEach((id, number) -> {
            Stored<Tally> stored = bench.tallies.find(id).orElseThrow();
            assertThat(stored.state().count()).as(id).isEqualTo(number);
            assertThat(stored.sequence()).as(id).isEqualTo(number);
            assertThat(published.last()).containsEntry(id, number);
            assertThat(published.count()).containsEntry(id, number);
        });
        assertEarlyOnlyBehindAFailure(bench, published);
    }

    @Test
    void aSweeperThatNeverWaitsMakesRepeatsAndNothingElse() {
        Bench.Limits limits = new Bench.Limits();
        limits.sweepAfter = Duration.ZERO;
        limits.sweepEvery = Duration.ofMillis(1);
        Bench bench = add(new Bench(database, limits.properties())).started();
        Map<String, Long> accepted = hammer(List.of(bench), 16, 400, 10);
        assertComplete(bench, accepted);
    }

    /** Where a send failed, the producer may have let a later one through; a reader drops it and gets it again. */
    static void assertEarlyOnlyBehindAFailure(Bench bench, Published published) {
        if (bench.failedSends() == 0) {
            assertThat(published.early())
                    .as("records beyond the next one, and no send failed")
                    .isZero();
        }
    }

    @Test
    void recordsWaitInOrderForATopicThatIsNotThereYet() {
        Bench bench = bench();
        String topic = database + "-later";
        GroupCommit<Tally> late = bench.publication.open(Tally.kind("late", 1, topic));
        bench.started();
        for (int i = 0; i < 50; i++) {
            assertThat(late.submit(bench.command("a")).join()).isInstanceOf(Result.Written.class);
        }
        await().until(() -> bench.failedSends() > 1);
        Bench.create(topic);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> late.store().backlog().equals(Backlog.NONE));
        Published published = Published.of(Bench.records(topic));
        assertThat(published.last()).containsEntry("a", 50L);
        assertThat(published.early()).isZero();
    }

    @Test
    void writesAreAskedForAtMajorityWithJournal() {
        Bench bench = bench().started();
        bench.count("a");
        BsonDocument concern = bench.commands.stream()
                .filter(command ->
                        command.containsKey("updates") && command.toString().contains("upsert"))
                .findFirst()
                .orElseThrow()
                .getDocument("writeConcern");
        assertThat(concern.getString("w").getValue()).isEqualTo("majority");
        assertThat(concern.getBoolean("j").getValue()).isTrue();
    }

    @Test
    void aRememberedStateNeverDecidesARefusal() {
        Bench one = bench().started();
        Bench other = bench().started();
        Stored<Tally> first = written(one.count("a"));
        Stored<Tally> second = written(other.count("a"));
        assertThat(one.count("a", new Precondition.Matches(Set.of(second.etag())), null))
                .isInstanceOf(Result.Written.class);
        Stored<Tally> fourth = written(other.count("a"));
        Result.Refused<Tally> stale =
                (Result.Refused<Tally>) one.count("a", new Precondition.Matches(Set.of(first.etag())), null);
        assertThat(stale.problem()).isEqualTo(Problem.of(412, "stale"));
        assertThat(stale.current()).isNotNull().extracting(Stored::etag).isEqualTo(fourth.etag());
    }

    @Test
    void aRepeatedKeyGetsTheFirstAnswerAndAnotherBodyIsRefused() {
        Bench bench = bench().started();
        IdempotencyKey key = new IdempotencyKey(1, 2, 201);
        assertThat(bench.count("a", new Precondition.None(), key)).isInstanceOf(Result.Written.class);
        Result<Tally> again = bench.count("a", new Precondition.None(), key);
        assertThat(again)
                .isInstanceOfSatisfying(
                        Result.Replayed.class,
                        replayed -> assertThat(replayed.status()).isEqualTo(201));
        assertThat(bench.count("a", new Precondition.None(), new IdempotencyKey(1, 3, 201)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.of(422, "key-reused")));
        assertThat(bench.tallies.find("a").orElseThrow().state().count()).isEqualTo(1);
    }

    @Test
    void twinsAtTheSameTimeAndOnTwoProcessesHaveOneEffect() {
        Bench one = bench().started();
        Bench other = bench().started();
        for (int i = 0; i < 50; i++) {
            IdempotencyKey key = new IdempotencyKey(1000 + i, 2, 201);
            List<CompletableFuture<Result<Tally>>> twins = List.of(
                    one.tallies.submit(one.command("twin", new Precondition.None(), key)),
                    one.tallies.submit(one.command("twin", new Precondition.None(), key)),
                    other.tallies.submit(other.command("twin", new Precondition.None(), key)));
            List<Result<Tally>> results =
                    twins.stream().map(CompletableFuture::join).toList();
            assertThat(results).filteredOn(Result.Written.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(Result.Replayed.class::isInstance).hasSize(2);
        }
        assertThat(one.tallies.find("twin").orElseThrow().state().count()).isEqualTo(50);
    }

    @Test
    void theTwoHundredAndFirstLivingKeyWaitsUntilOneHasGrownOut() {
        Bench bench = bench().started();
        for (int i = 0; i < Decider.LIVING_KEYS; i++) {
            assertThat(bench.count("a", new Precondition.None(), new IdempotencyKey(i, 0, 200)))
                    .isInstanceOf(Result.Written.class);
        }
        assertThat(bench.count("a", new Precondition.None(), new IdempotencyKey(999, 0, 200)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(429));
        assertThat(bench.count("a")).as("without a key").isInstanceOf(Result.Written.class);
        bench.moveClock(Decider.KEY_AGE.plusSeconds(1));
        assertThat(bench.count("a", new Precondition.None(), new IdempotencyKey(999, 0, 200)))
                .isInstanceOf(Result.Written.class);
    }

    @Test
    void preconditionsAreCheckedBeforeTheDecision() {
        Bench bench = bench().started();
        assertThat(problem(bench.count("a", new Precondition.Exists(), null))).isEqualTo(Problem.of(404, "not-found"));
        assertThat(bench.count("a", new Precondition.Absent(), null)).isInstanceOf(Result.Written.class);
        assertThat(problem(bench.count("a", new Precondition.Absent(), null))).isEqualTo(Problem.of(412, "exists"));
        assertThat(problem(bench.count("a", new Precondition.Missing(), null)))
                .isEqualTo(Problem.of(428, "precondition-required"));
    }

    @Test
    void aDocumentThatOwesTooMuchIsRefusedUntilKafkaHasTakenSome() {
        Bench silent = add(new Bench(database, Bench.properties(3, Duration.ofMinutes(5))));
        silent.tallies.writers().forEach(writer -> new Thread(writer).start());
        for (int i = 0; i < 3; i++) {
            assertThat(silent.count("a")).isInstanceOf(Result.Written.class);
        }
        assertThat(problem(silent.count("a")).type()).isEqualTo("overloaded");
        bench().started();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> silent.tallies.store().backlog().equals(Backlog.NONE));
        assertThat(silent.count("a")).isInstanceOf(Result.Written.class);
        silent.tallies.writers().forEach(Writer::close);
    }

    @Test
    void whatARelayWasNeverToldIsFoundByTheSweeper() {
        Bench silent = bench();
        silent.tallies.writers().forEach(writer -> new Thread(writer).start());
        for (int i = 0; i < 40; i++) {
            silent.count("doc" + i % 7);
        }
        silent.tallies.writers().forEach(Writer::close);
        assertThat(silent.records()).isEmpty();
        Bench sweeping = bench().started();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sweeping.tallies.store().backlog().equals(Backlog.NONE));
        assertThat(Published.of(sweeping.records()).last().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void aDocumentOfANewerReleaseIsNotWrittenOver() {
        Bench newer = add(new Bench(database, Bench.properties(), 2)).started();
        newer.count("a");
        Bench older = bench().started();
        assertThat(problem(older.count("a")).type()).isEqualTo("newer-schema");
        assertThat(older.tallies.find("a").orElseThrow().state().count()).isEqualTo(1);
    }

    @Test
    void aStateThatOnlyANewerReleaseCanReadIsRefusedAndStillPublished() {
        Bench newer = add(new Bench(database, Bench.properties(), 2));
        newer.tallies.writers().forEach(writer -> new Thread(writer).start());
        newer.count("a");
        newer.tallies.writers().forEach(Writer::close);
        newer.documents().updateOne(Filters.eq("_id", "a"), Updates.set("state.count", "one"));
        Bench older = bench().started();
        assertThat(problem(older.count("a")).type()).isEqualTo("newer-schema");
        assertThatThrownBy(() -> older.tallies.find("a"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo("newer-schema"));
        for (int i = 0; i < 10; i++) {
            assertThat(older.count("other" + i)).isInstanceOf(Result.Written.class);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> older.tallies.store().backlog().equals(Backlog.NONE));
        assertThat(Published.of(older.records()).last()).containsEntry("a", 1L);
        Document kept = Objects.requireNonNull(
                newer.documents().find(Filters.eq("_id", "a")).first());
        assertThat(kept.getEmbedded(List.of("state", "count"), String.class))
                .as("what the newer release wrote")
                .isEqualTo("one");
    }

    @Test
    void aDocumentThatNobodyCanReadIsNotItsNeighboursAffair() {
        Bench bench = bench().started();
        List<String> ids =
                IntStream.range(0, 20).mapToObj(number -> "doc" + number).toList();
        bench.documents()
                .insertMany(
                        ids.stream().limit(2).map(id -> new Document("_id", id)).toList());
        List<CompletableFuture<Result<Tally>>> answers =
                ids.stream().map(id -> bench.tallies.submit(bench.command(id))).toList();
        for (int i = 0; i < answers.size(); i++) {
            if (i < 2) {
                assertThat(answers.get(i)).failsWithin(Duration.ofSeconds(10));
            } else {
                assertThat(answers.get(i).join()).as("doc" + i).isInstanceOf(Result.Written.class);
            }
        }
        assertThat(bench.count("doc2")).isInstanceOf(Result.Written.class);
        assertThat(bench.publication.writing()).isTrue();
    }

    @Test
    void whatIsTooLargeOrTooMuchIsRefusedWithoutHarm() {
        Bench.Limits limits = new Bench.Limits();
        limits.event = DataSize.ofBytes(5);
        Bench narrow = add(new Bench(database, limits.properties())).started();
        assertThat(problem(narrow.count("a")).status()).isEqualTo(422);
        limits.event = DataSize.ofKilobytes(1);
        limits.waiting = 3;
        Bench crowded = add(new Bench(database, limits.properties()));
        List<CompletableFuture<Result<Tally>>> waiting = IntStream.range(0, 3)
                .mapToObj(number -> crowded.tallies.submit(crowded.command("a")))
                .toList();
        assertThat(problem(crowded.count("a")))
                .isEqualTo(Problem.of(503, "overloaded").retryAfter(1));
        crowded.started();
        assertThat(waiting).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Result.Written.class));
        assertThat(crowded.count("a")).isInstanceOf(Result.Written.class);
    }

    @Test
    void aRememberedStateNeverAnswersThatNothingIsToBeDone() {
        Bench one = bench().started();
        Bench other = bench().started();
        one.count("a");
        IdempotencyKey key = new IdempotencyKey(5, 5, 200);
        assertThat(other.count("a", new Precondition.None(), key)).isInstanceOf(Result.Written.class);
        assertThat(one.count("a", new Precondition.None(), key)).isInstanceOf(Result.Replayed.class);
        other.count("a");
        Result<Tally> unchanged = one.tallies
                .submit(Command.internal("a", "a", "tester", current -> new Outcome.Unchanged<>()))
                .join();
        assertThat(unchanged)
                .isInstanceOfSatisfying(
                        Result.Unchanged.class,
                        same -> assertThat(same.stored().sequence()).isEqualTo(3));
    }

    @Test
    void nobodyIsAnsweredBeforeAMajorityHasTheWrite() {
        Bench bench = bench().started();
        for (int i = 0; i < 20; i++) {
            long before = bench.written.get();
            bench.count("a");
            assertThat(bench.written)
                    .as("writes that the database has confirmed")
                    .hasValueGreaterThan(before);
        }
    }

    @Test
    void aRelayThatTrimsPastAFailedSendIsFoundOut() {
        Bench bench = bench();
        bench.tallies.writers().forEach(writer -> new Thread(writer).start());
        for (int i = 0; i < 5; i++) {
            bench.count("a");
        }
        bench.tallies.writers().forEach(Writer::close);
        Stored<Tally> owing = bench.tallies.find("a").orElseThrow();
        assertThat(owing.outbox()).hasSize(5);
        owing.outbox().stream()
                .filter(pending -> pending.position() != 3)
                .forEach(pending -> bench.publication
                        .tell(pending.topic(), pending.key(), pending.envelope(), pending.payload())
                        .join());
        bench.tallies.store().trim(List.of(owing));
        assertThatThrownBy(() -> assertComplete(bench, Map.of("a", 5L))).isInstanceOf(AssertionError.class);
        assertThat(Published.of(bench.records()).last()).containsEntry("a", 2L);
    }

    @Test
    void aDefectInOneDecisionIsNotItsNeighboursAffair() {
        Bench bench = bench().started();
        CompletableFuture<Result<Tally>> broken = bench.tallies.submit(Command.internal("x", "x", "tester", current -> {
            throw new IllegalStateException("defect");
        }));
        assertThat(bench.count("y")).isInstanceOf(Result.Written.class);
        assertThat(broken).failsWithin(Duration.ofSeconds(5));
    }

    /** A state that the database cannot hold: its days are milliseconds in 64 bits. */
    public record Dated(LocalDate day) {}

    @Test
    void aDocumentThatCannotBeStoredIsNotItsNeighboursAffair() {
        Bench bench = bench();
        GroupCommit<Dated> dated = bench.publication.open(
                new DocumentKind<>(Dated.class, "dated", 1, bench.topic, "/test", new Restatement<>() {
                    @Override
                    public List<Emission> of(Dated state) {
                        return List.of();
                    }

                    @Override
                    public List<Emission> gone(String id) {
                        return List.of();
                    }
                }));
        bench.started();
        List<CompletableFuture<Result<Dated>>> good = new ArrayList<>();
        List<CompletableFuture<Result<Dated>>> broken = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean breaks = i % 50 == 7;
            LocalDate day = breaks ? LocalDate.MAX : LocalDate.of(2025, 11, 1);
            (breaks ? broken : good)
                    .add(dated.submit(Command.internal(
                            "d" + i, "d" + i, "tester", current -> new Outcome.Changed<>(new Dated(day)))));
        }
        assertThat(good)
                .allSatisfy(answer -> assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(10))
                        .isInstanceOf(Result.Written.class));
        assertThat(broken).allSatisfy(answer -> assertThat(answer).failsWithin(Duration.ofSeconds(10)));
        assertThat(dated.find("d7")).isEmpty();
    }

    private static Problem problem(Result<Tally> result) {
        assertThat(result).isInstanceOf(Result.Refused.class);
        return ((Result.Refused<Tally>) result).problem();
    }

    private static Stored<Tally> written(Result<Tally> result) {
        assertThat(result).isInstanceOf(Result.Written.class);
        return ((Result.Written<Tally>) result).stored();
    }
}
