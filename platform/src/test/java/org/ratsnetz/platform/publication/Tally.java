package org.ratsnetz.platform.publication;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** The smallest aggregate that can lose an update. */
public record Tally(String name, long count) {

    /** What a tally tells. */
    sealed interface TallyEvent {

        @JsonTypeName("tally-counted")
        record TallyCounted(long count) implements TallyEvent {}
    }

    static Outcome<Tally> counted(String name, @Nullable Tally current) {
        Tally next = new Tally(name, current == null ? 1 : current.count + 1);
        return new Outcome.Changed<>(next, new Emission.Event(new TallyEvent.TallyCounted(next.count)));
    }
}
