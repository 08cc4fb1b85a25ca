package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.problem.Problem;

/** Repetition of keyed writes, without any database. */
class DeciderTest {

    private static final DocumentKind<Tally> KIND = Tally.kind("tallies", 1, "t-events");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Decider<Tally> decider =
            new Decider<>(KIND, Bench.properties(), now::get, () -> 1, new Emitter<>(KIND, id -> 0));

    @Test
    void aKeyedWriteThatChangesNothingIsRememberedButNoNews() {
        Stored<Tally> first = next(decider.decide(counting(null), null));
        Decider.Decided<Tally> unchanged = decider.decide(keeping(key(1)), first);
        Stored<Tally> second = next(unchanged);
        assertThat(unchanged.result()).isEqualTo(new Result.Unchanged<>(second));
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(second.etag()).isEqualTo(first.etag());
        assertThat(second.sequence()).isEqualTo(first.sequence());
        assertThat(second.outbox()).isEqualTo(first.outbox());
        assertThat(second.changedAt()).isEqualTo(first.changedAt());

        Stored<Tally> third = next(decider.decide(counting(null), second));
        assertThat(decider.decide(counting(key(1)), third).result()).isEqualTo(new Result.Replayed<>(third, 200));
        assertThat(decider.decide(counting(new IdempotencyKey(1, 9, 200)), third)
                        .result())
                .isEqualTo(new Result.Refused<>(Problem.of(422, "key-reused"), third));
    }

    @Test
    void withoutAKeyNothingIsWritten() {
        Stored<Tally> first = next(decider.decide(counting(null), null));
        assertThat(next(decider.decide(keeping(null), first))).isSameAs(first);
    }

    @Test
    void manyKeyedWritesThatChangeNothingAreToldToWaitToo() {
        Stored<Tally> stored = next(decider.decide(counting(null), null));
        for (int i = 0; i < Decider.LIVING_KEYS; i++) {
            stored = next(decider.decide(keeping(key(i)), stored));
        }
        Decider.Decided<Tally> refused = decider.decide(keeping(key(999)), stored);
        assertThat(refused.next()).isSameAs(stored);
        assertThat(refused.result())
                .isEqualTo(new Result.Refused<>(Problem.of(429, "too-many-keys").retryAfter(60), stored));
        now.updateAndGet(before -> before.plus(25, ChronoUnit.HOURS));
        assertThat(next(decider.decide(keeping(key(999)), stored)).keys()).hasSize(1);
    }

    @Test
    void theRepetitionOfACreationIsAnsweredAsACreation() {
        Stored<Tally> created = next(decider.decide(counting(key(1)), null));
        assertThat(decider.decide(counting(key(1)), created).result()).isEqualTo(new Result.Replayed<>(created, 201));
        Stored<Tally> changed = next(decider.decide(counting(key(2)), created));
        assertThat(decider.decide(counting(key(2)), changed).result()).isEqualTo(new Result.Replayed<>(changed, 200));
    }

    private static IdempotencyKey key(long request) {
        return new IdempotencyKey(request, 7, 200);
    }

    private static Command<Tally> counting(@Nullable IdempotencyKey key) {
        return command(key, current -> Tally.counted("a", current));
    }

    private static Command<Tally> keeping(@Nullable IdempotencyKey key) {
        return command(key, current -> Outcome.unchanged());
    }

    private static Command<Tally> command(@Nullable IdempotencyKey key, Decision<Tally> decision) {
        return new Command<>("a", "a", "tester", new Precondition.None(), key, null, null, 0, decision);
    }

    private static Stored<Tally> next(Decider.Decided<Tally> decided) {
        assertThat(decided.next()).isNotNull();
        return Objects.requireNonNull(decided.next());
    }
}
