package org.ratsnetz.council.register;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.Outcome;

/**
 * What a council's mandates have to know of it. It is asked about where something would change: a repetition, and what is so
 * already, never fail for it.
 *
 * @param ags AGS of the council
 * @param state its state, null where the register has no such council
 * @param keepsItsOwn whether the council writes its record itself
 */
public record Standing(String ags, @Nullable CouncilStatus state, boolean keepsItsOwn) {

    /** The decision, refused with 404 or 409 when it would change a mandate and the council is not there, or not open to this author. */
    public <S> Decision<S> entering(Authority author, Decision<S> decision) {
        return guarded(decision, () -> {
            requireOpenTo(author);
            if (state == CouncilStatus.CEASED) {
                throw new Refused(Problem.of(409, "council-ceased", ags));
            }
        });
    }

    /** The same for what was entered in error, which can be taken back from a ceased council too. */
    public <S> Decision<S> takingBack(Authority author, Decision<S> decision) {
        return guarded(decision, () -> requireOpenTo(author));
    }

    private static <S> Decision<S> guarded(Decision<S> decision, Runnable guard) {
        return current -> {
            Outcome<S> outcome = decision.decide(current);
            if (outcome instanceof Outcome.Changed<S>) {
                guard.run();
            }
            return outcome;
        };
    }

    private void requireOpenTo(Authority author) {
        if (state == null) {
            throw new Refused(Problem.of(404, "council-unknown", ags));
        }
        if (keepsItsOwn && !author.own()) {
            throw new Refused(Problem.of(409, "council-keeps-its-own", ags));
        }
    }
}
