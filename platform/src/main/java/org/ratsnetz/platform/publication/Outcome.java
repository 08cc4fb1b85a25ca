package org.ratsnetz.platform.publication;

import java.util.List;
import org.ratsnetz.platform.problem.Problem;

/**
 * What a decision comes to.
 *
 * @param <S> state of the document
 */
public sealed interface Outcome<S> {

    /** The next state together with what it makes known. */
    record Changed<S>(S state, List<Emission> emissions) implements Outcome<S> {

        public Changed(S state, Emission... emissions) {
            this(state, List.of(emissions));
        }
    }

    /** The state already is as wished. */
    record Unchanged<S>() implements Outcome<S> {}

    /** Nothing is written but what is made known: a restated event, a repeated tombstone. Not a change to any reader. */
    record Told<S>(List<Emission> emissions) implements Outcome<S> {}

    /** A rule forbids it, or there is nothing to change. */
    record Refused<S>(Problem problem) implements Outcome<S> {}

    static <S> Outcome<S> refused(Problem problem) {
        return new Refused<>(problem);
    }

    static <S> Outcome<S> unchanged() {
        return new Unchanged<>();
    }
}
