package org.ratsnetz.council.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with the commands of a job's lines. */
sealed interface Application<S> {

    Logger log = LoggerFactory.getLogger(Application.class);

    /** What becomes of a line. */
    sealed interface Fate {
        /** It changed a document, or would have. */
        record Changed() implements Fate {}

        /** It said what was so already. */
        record Unchanged() implements Fate {}

        /** Nothing was done. */
        record Rejected(Problem problem) implements Fate {}
    }

    /** Hands a command over. */
    CompletableFuture<Fate> submit(Command<S> command);

    /** Sees to it that what was handed over is answered. */
    void flush();

    /** One line must not stop the others, nor be tried for ever. */
    private static Fate defect(Command<?> command, @Nullable Throwable defect) {
        log.error("A line for {} could not be decided on", command.document(), defect);
        return new Fate.Rejected(Problem.of(500, "unexpected"));
    }

    /** Carries the commands out. */
    record Writing<S>(ImportKind<?, S> kind) implements Application<S> {

        @Override
        public CompletableFuture<Fate> submit(Command<S> command) {
            return kind.submit()
                    .apply(command)
                    .handle((result, defect) -> result == null ? Application.defect(command, defect) : fate(result));
        }

        private static <S> Fate fate(Result<S> result) {
            return switch (result) {
                case Result.Written<S> _, Result.Replayed<S> _ -> new Fate.Changed();
                case Result.Unchanged<S> _ -> new Fate.Unchanged();
                case Result.Refused<S>(Problem problem, var _) -> new Fate.Rejected(problem);
            };
        }

        @Override
        public void flush() {
            // the writers work by themselves
        }
    }

    /** Only asks what the commands would do, for many documents in one read. */
    final class Trying<S> implements Application<S> {

        private final ImportKind<?, S> kind;
        private final List<Tried<S>> waiting = new ArrayList<>();

        Trying(ImportKind<?, S> kind) {
            this.kind = kind;
        }

        private record Tried<S>(Command<S> command, CompletableFuture<Fate> answer) {}

        @Override
        public CompletableFuture<Fate> submit(Command<S> command) {
            CompletableFuture<Fate> answer = new CompletableFuture<>();
            waiting.add(new Tried<>(command, answer));
            return answer;
        }

        @Override
        public void flush() {
            List<String> ids =
                    waiting.stream().map(tried -> tried.command().document()).toList();
            Map<String, Stored<S>> current =
                    kind.find().apply(ids).stream().collect(Collectors.toMap(Stored::id, Function.identity()));
            for (Tried<S> tried : waiting) {
                Stored<S> stored = current.get(tried.command().document());
                tried.answer().complete(fate(tried.command(), stored == null ? null : stored.state()));
            }
            waiting.clear();
        }

        private static <S> Fate fate(Command<S> command, @Nullable S current) {
            try {
                return fate(command.decision().decide(current));
            } catch (Refused e) {
                return new Fate.Rejected(e.problem());
            } catch (RuntimeException e) {
                return Application.defect(command, e);
            }
        }

        private static <S> Fate fate(Outcome<S> outcome) {
            return switch (outcome) {
                case Outcome.Changed<S> _ -> new Fate.Changed();
                case Outcome.Unchanged<S> _, Outcome.Told<S> _ -> new Fate.Unchanged();
                case Outcome.Refused<S>(Problem problem) -> new Fate.Rejected(problem);
            };
        }
    }
}
