package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What the association tells. Topic {@value #TOPIC}, record key = AGS of the council it is about, {@code lir} for the
 * association's own affairs.
 */
public sealed interface BoardEvent {

    /** The topic of these events. */
    String TOPIC = "board-events";

    /** Record key. */
    String key();

    /** A rule of the domain is not kept, or a hint applies. */
    @JsonTypeName("finding-opened")
    record FindingOpened(FindingFacts finding) implements BoardEvent {
        @Override
        public String key() {
            return finding.ags();
        }
    }

    /** The finding still stands, with other figures. */
    @JsonTypeName("finding-changed")
    record FindingChanged(FindingFacts finding) implements BoardEvent {
        @Override
        public String key() {
            return finding.ags();
        }
    }

    /**
     * Not news: what a rule says of a council at the envelope's sequence, told again for readers that missed something.
     *
     * @param finding what stands, absent where nothing does
     */
    @JsonTypeName("finding-restated")
    record FindingRestated(
            String ags, String rule, @Nullable FindingFacts finding) implements BoardEvent {
        @Override
        public String key() {
            return ags;
        }
    }

    /** The finding no longer stands. */
    @JsonTypeName("finding-closed")
    record FindingClosed(FindingFacts finding) implements BoardEvent {
        @Override
        public String key() {
            return finding.ags();
        }
    }
}
