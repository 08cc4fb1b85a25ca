package org.ratsnetz.platform.publication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;

/**
 * One document within a group: the commands that wait for it, applied one after the other in order of arrival, each with its own
 * outcome, on the state that the one before left.
 */
final class Draft<S> {

    private final List<Work<S>> works;
    private final Decider<S> decider;
    private final Map<Work<S>, Result<S>> results = new LinkedHashMap<>();
    private @Nullable Stored<S> base;
    private @Nullable Stored<S> next;
    private boolean fresh;

    Draft(List<Work<S>> works, Decider<S> decider) {
        this.works = works;
        this.decider = decider;
    }

    /**
     * Decides all commands on this state.
     *
     * @param fresh whether the state was read in this group, so that outcomes which write nothing can be trusted
     */
    void decide(@Nullable Stored<S> state, boolean fresh) {
        this.base = state;
        this.next = state;
        this.fresh = fresh;
        results.clear();
        for (Work<S> work : works) {
            try {
                Decider.Decided<S> decided = decider.decide(work.command, next);
                next = decided.next();
                results.put(work, decided.result());
            } catch (Refused e) {
                results.put(work, new Result.Refused<>(e.problem(), next));
            } catch (RuntimeException e) {
                // one command's defect is not its neighbours' affair
                work.answer.completeExceptionally(e);
            }
        }
    }

    /** Whether something is to be written. */
    boolean writes() {
        return next != null && next.version() != expected();
    }

    /** Whether the outcomes rest on a remembered state that no write will prove. */
    boolean unproven() {
        return !fresh && !writes();
    }

    String id() {
        return works.getFirst().document();
    }

    /** Version that the database must still have, 0 for a creation. */
    long expected() {
        return base == null ? 0 : base.version();
    }

    /** The document to store. */
    Stored<S> next() {
        if (next == null) {
            throw new IllegalStateException("nothing to write");
        }
        return next;
    }

    /** Answers every caller, after the write is durable or because there is none. */
    void answer() {
        results.forEach((work, result) -> work.answer.complete(result));
    }

    /** Answers every caller with the same refusal. */
    void refuse(Problem problem) {
        works.forEach(work -> work.refuse(problem));
    }

    /** Tells every caller that the document cannot be stored for a defect, and that nothing of it was. */
    void fail(RuntimeException defect) {
        works.forEach(work -> work.answer.completeExceptionally(defect));
    }

    List<Work<S>> works() {
        return works;
    }
}
