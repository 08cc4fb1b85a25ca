package org.ratsnetz.platform.publication;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest aggregate that can lose an update. */
public record Tally(String name, long count) {

    /** What a tally tells. */
    sealed interface TallyEvent {

        @JsonTypeName("tally-counted")
        record TallyCounted(long count) implements TallyEvent {}

        @JsonTypeName("tally-restated")
        record TallyRestated(@Nullable Long count) implements TallyEvent {}
    }

    /** Tallies of a collection, told on a topic. */
    static DocumentKind<Tally> kind(String collection, int schema, String topic) {
        return new DocumentKind<>(Tally.class, collection, schema, topic, "/test", new Restatement<>() {
            @Override
            public List<Emission> of(Tally tally) {
                return List.of(new Emission.Restated(new TallyEvent.TallyRestated(tally.count)));
            }

            @Override
            public List<Emission> gone(String id) {
                return List.of(new Emission.Restated(new TallyEvent.TallyRestated(null)));
            }
        });
    }

    static Outcome<Tally> counted(String name, @Nullable Tally current) {
        Tally next = new Tally(name, current == null ? 1 : current.count + 1);
        return new Outcome.Changed<>(next, new Emission.Event(new TallyEvent.TallyCounted(next.count)));
    }
}
