package org.ratsnetz.platform.publication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;

/**
 * What one command makes of one document, without any input or output: repetition, precondition, decision, limits, and the records
 * that the change owes to Kafka.
 */
final class Decider<S> {

    /** How long a repetition of a keyed write is known. */
    static final Duration KEY_AGE = Duration.ofHours(24);

    /** Keyed writes that one document remembers; the next one waits until the oldest has grown out. */
    static final int LIVING_KEYS = 200;

    private static final int REMEMBERED_IMPORTS = 4;
    private static final int CREATED = 201;

    private final DocumentKind<S> kind;
    private final PublicationProperties properties;
    private final InstantSource clock;
    private final IntSupplier epoch;
    private final Emitter<S> emitter;

    Decider(
            DocumentKind<S> kind,
            PublicationProperties properties,
            InstantSource clock,
            IntSupplier epoch,
            Emitter<S> emitter) {
        this.kind = kind;
        this.properties = properties;
        this.clock = clock;
        this.epoch = epoch;
        this.emitter = emitter;
    }

    /** Makes deciders that share all but what is acknowledged. */
    @FunctionalInterface
    interface Factory<S> {
        Decider<S> create(Emitter<S> emitter);
    }

    /**
     * The document after a command, and the answer once it is durable.
     *
     * @param next the same instance as before when nothing is to be written
     */
    record Decided<S>(@Nullable Stored<S> next, Result<S> result) {}

    Decided<S> decide(Command<S> command, @Nullable Stored<S> current) {
        if (current != null && current.schema() > kind.schema()) {
            return refused(current, Problem.of(503, "newer-schema").retryAfter(30));
        }
        Optional<Decided<S>> repeated = current == null
                ? Optional.empty()
                : repetition(command, current).map(result -> new Decided<>(current, result));
        if (repeated.isPresent()) {
            return repeated.get();
        }
        Problem unmet = unmet(command.precondition(), current);
        if (unmet != null) {
            return refused(current, unmet);
        }
        return switch (command.decision().decide(current == null ? null : current.state())) {
            case Outcome.Refused<S>(Problem problem) -> refused(current, problem);
            case Outcome.Unchanged<S>() -> unchanged(command, current);
            case Outcome.Changed<S>(S state, List<Emission> emissions) -> changed(command, current, state, emissions);
            case Outcome.Told<S>(List<Emission> emissions) -> told(command, current, emissions);
        };
    }

    private Optional<Result<S>> repetition(Command<S> command, Stored<S> current) {
        if (command.importMark() != null && current.imports().contains(command.importMark())) {
            return Optional.of(new Result.Replayed<>(current, 200));
        }
        IdempotencyKey key = command.idempotency();
        if (key == null) {
            return Optional.empty();
        }
        Instant oldest = clock.instant().minus(KEY_AGE);
        return current.keys().stream()
                .filter(use -> use.request() == key.request() && use.at().isAfter(oldest))
                .findFirst()
                .map(use -> use.body() == key.body()
                        ? new Result.Replayed<>(current, use.status())
                        : new Result.Refused<>(Problem.of(422, "key-reused"), current));
    }

    private static @Nullable Problem unmet(Precondition precondition, @Nullable Stored<?> current) {
        return switch (precondition) {
            case Precondition.None() -> null;
            case Precondition.Missing() -> current == null ? null : Problem.of(428, "precondition-required");
            case Precondition.Absent() -> current == null ? null : Problem.of(412, "exists");
            case Precondition.Exists() -> current != null ? null : Problem.of(404, "not-found");
            case Precondition.Matches(var tags) -> {
                if (current == null) {
                    yield Problem.of(404, "not-found");
                }
                yield tags.contains(current.etag()) ? null : Problem.of(412, "stale");
            }
        };
    }

    private Decided<S> refused(@Nullable Stored<S> current, Problem problem) {
        return new Decided<>(current, new Result.Refused<>(problem, current));
    }

    /** A keyed write that changes nothing is remembered all the same: its repetition must not become a change later. */
    private Decided<S> unchanged(Command<S> command, @Nullable Stored<S> current) {
        if (current == null) {
            return refused(null, Problem.of(404, "not-found"));
        }
        IdempotencyKey key = command.idempotency();
        if (key == null) {
            return new Decided<>(current, new Result.Unchanged<>(current));
        }
        Instant now = now();
        List<Stored.KeyUse> keys = livingKeys(current, now);
        if (keys.size() >= LIVING_KEYS) {
            return tooManyKeys(current);
        }
        Stored<S> next = current.remembering(remembered(keys, key, key.status(), now));
        return new Decided<>(next, new Result.Unchanged<>(next));
    }

    private Decided<S> tooManyKeys(@Nullable Stored<S> current) {
        return refused(current, Problem.of(429, "too-many-keys").retryAfter(60));
    }

    private static List<Stored.KeyUse> remembered(
            List<Stored.KeyUse> keys, IdempotencyKey key, int status, Instant now) {
        return appended(keys, new Stored.KeyUse(key.request(), key.body(), status, now), LIVING_KEYS);
    }

    private Decided<S> changed(Command<S> command, @Nullable Stored<S> current, S state, List<Emission> emissions) {
        Instant now = now();
        Stored<S> before = current == null ? unborn(command, state, now) : current;
        List<Stored.KeyUse> keys = livingKeys(before, now);
        IdempotencyKey key = command.idempotency();
        if (key != null && keys.size() >= LIVING_KEYS) {
            return tooManyKeys(current);
        }
        if (key != null) {
            keys = remembered(keys, key, current == null ? CREATED : key.status(), now);
        }
        List<ImportMark> imports = command.importMark() == null
                ? before.imports()
                : appended(before.imports(), command.importMark(), REMEMBERED_IMPORTS);
        Stored<S> next = before.changed(kind.schema(), keys, imports, command.by(), now, state);
        return written(current, raised(next, command, emissions, now));
    }

    private Decided<S> told(Command<S> command, @Nullable Stored<S> current, List<Emission> emissions) {
        return current == null
                ? refused(null, Problem.of(404, "not-found"))
                : written(current, raised(current.told(), command, emissions, now()));
    }

    /**
     * The document with what it makes known. One from before a restore goes on in the present epoch, and is told whole before anything
     * else; what it owed is part of that.
     */
    private Stored<S> raised(Stored<S> next, Command<S> command, List<Emission> emissions, Instant now) {
        if (next.epoch() >= epoch.getAsInt()) {
            return emitter.emit(next, command, emissions, now);
        }
        boolean whole = emissions.stream().anyMatch(Emission.Restated.class::isInstance);
        List<Emission> all =
                new ArrayList<>(whole ? List.of() : kind.restatement().of(next.state()));
        all.addAll(emissions);
        return emitter.emit(next.in(epoch.getAsInt()), command, all, now);
    }

    private Decided<S> written(@Nullable Stored<S> current, Stored<S> next) {
        long limit = properties.event().toBytes();
        if (next.outbox().stream().anyMatch(pending -> pending.bytes() > limit)) {
            Invalid whole = Invalid.of("", "too-large", properties.event().toKilobytes());
            return refused(current, new Problem("too-large", 422, List.of(), List.of(whole), null, Map.of()));
        }
        if (next.outbox().size() > properties.outboxEvents()
                || next.outboxBytes() > properties.outboxBytes().toBytes()) {
            return refused(current, Problem.of(503, "overloaded").retryAfter(2));
        }
        return new Decided<>(next, new Result.Written<>(next, current == null));
    }

    private Stored<S> unborn(Command<S> command, S state, Instant now) {
        return new Stored<>(
                command.document(),
                command.key(),
                kind.schema(),
                0,
                0,
                epoch.getAsInt(),
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                command.by(),
                now,
                state);
    }

    private static List<Stored.KeyUse> livingKeys(Stored<?> before, Instant now) {
        Instant oldest = now.minus(KEY_AGE);
        return before.keys().stream().filter(use -> use.at().isAfter(oldest)).toList();
    }

    private static <T> List<T> appended(List<T> items, T last, int most) {
        List<T> more = new ArrayList<>(items);
        more.add(last);
        return List.copyOf(more.subList(Math.max(0, more.size() - most), more.size()));
    }

    /** MongoDB keeps milliseconds; a record must look the same however often it is sent. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
