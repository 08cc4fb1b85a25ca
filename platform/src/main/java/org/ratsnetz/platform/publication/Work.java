package org.ratsnetz.platform.publication;

import java.util.concurrent.CompletableFuture;
import org.ratsnetz.platform.problem.Problem;

/** A command that waits for its answer. Touched by its writer only, once queued. */
final class Work<S> {

    private static final int ATTEMPTS = 5;

    final Command<S> command;
    final CompletableFuture<Result<S>> answer = new CompletableFuture<>();
    private int lost;

    Work(Command<S> command) {
        this.command = command;
    }

    String document() {
        return command.document();
    }

    /** Counts a lost race; true when it may be tried again, else the caller has been told. */
    boolean mayTryAgain() {
        if (++lost < ATTEMPTS) {
            return true;
        }
        refuse(Problem.of(409, "conflict").retryAfter(1));
        return false;
    }

    void refuse(Problem problem) {
        answer.complete(new Result.Refused<>(problem, null));
    }
}
