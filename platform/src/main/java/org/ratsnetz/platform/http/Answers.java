package org.ratsnetz.platform.http;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What became of a write, or of a search for one document, as an HTTP answer. */
public final class Answers {

    private static final int LONGEST_WAIT_SECONDS = 10;

    private Answers() {}

    /**
     * Waits for the result of a command and answers it: 200 or 201 with entity tag, the first answer's status again for a
     * repetition; a refusal becomes its problem, and a 412 carries the current view and tag.
     *
     * @param result what the publication promised
     * @param view what a reader sees of a document
     * @param location path of a document, for 201
     */
    public static <S, V> ResponseEntity<V> of(
            CompletableFuture<Result<S>> result, Function<Stored<S>, V> view, Function<Stored<S>, String> location) {
        return switch (await(result)) {
            case Result.Written<S>(Stored<S> stored, boolean created) ->
                answer(stored, created ? HttpStatus.CREATED.value() : HttpStatus.OK.value(), false, view, location);
            case Result.Unchanged<S>(Stored<S> stored) -> answer(stored, HttpStatus.OK.value(), false, view, location);
            case Result.Replayed<S>(Stored<S> stored, int status) -> answer(stored, status, true, view, location);
            case Result.Refused<S> refused -> throw refusal(refused, view);
        };
    }

    /**
     * A document that was looked for, with its entity tag.
     *
     * @throws Refused 404 when there is none
     */
    public static <S, V> ResponseEntity<V> found(Optional<Stored<S>> found, Function<Stored<S>, V> view) {
        Stored<S> stored = found.orElseThrow(() -> new Refused(Problem.of(404, "not-found")));
        return ResponseEntity.ok().eTag(stored.etag()).body(view.apply(stored));
    }

    private static <S> Result<S> await(CompletableFuture<Result<S>> result) {
        try {
            return result.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refused(Problem.of(503, "outcome-unknown").retryAfter(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Problem.of(503, "outcome-unknown").retryAfter(1));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new IllegalStateException("the command failed", e);
        }
    }

    private static <S, V> ResponseEntity<V> answer(
            Stored<S> stored,
            int status,
            boolean replayed,
            Function<Stored<S>, V> view,
            Function<Stored<S>, String> location) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(stored.etag());
        if (status == HttpStatus.CREATED.value()) {
            answer.location(URI.create(location.apply(stored)));
        }
        if (replayed) {
            answer.header(IdempotencyKeys.REPLAYED, "true");
        }
        return answer.body(view.apply(stored));
    }

    private static <S, V> RuntimeException refusal(Result.Refused<S> refused, Function<Stored<S>, V> view) {
        Stored<S> current = refused.current();
        if (current == null || refused.problem().status() != HttpStatus.PRECONDITION_FAILED.value()) {
            return new Refused(refused.problem());
        }
        V shown = view.apply(current);
        return new Stale(shown == null ? refused.problem() : refused.problem().with("current", shown), current.etag());
    }
}
