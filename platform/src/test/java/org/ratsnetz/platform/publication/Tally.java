package org.ratsnetz.platform.publication;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.ratsnetz.platform.problem.Problem;

/** The smallest aggregate that can lose an update. */
record Tally(String name, long count) {

    /** What a tally tells. */
    sealed interface TallyEvent {

        @JsonTypeName("tally-counted")
        record TallyCounted(long count) implements TallyEvent {}
    }

    static Outcome<Tally> counted(String name, Tally current) {
        Tally next = new Tally(name, current == null ? 1 : current.count + 1);
        return new Outcome.Changed<>(next, new Emission.Event(new TallyEvent.TallyCounted(next.count)));
    }

    static Outcome<Tally> countedOnly(Tally current, long expected) {
        return current != null && current.count == expected
                ? counted(current.name, current)
                : Outcome.refused(Problem.of(409, "not-that-count"));
    }
}
