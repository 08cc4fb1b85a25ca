package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a council tells the federation. Topic {@value #TOPIC}, record key = AGS of the council. The wire name stands in the
 * CloudEvents attribute {@code ce_type}; the payload is the record as JSON.
 *
 * <p>Every event about a document (a council, a mandate) carries the whole public state after the change, so a reader needs no
 * other source and a missed event can be mended by one restated event.
 */
public sealed interface CouncilEvent {

    /** The topic of these events. */
    String TOPIC = "council-events";

    /** AGS of the council that speaks, equal to the record key. */
    String ags();

    /** A council has joined the register. */
    @JsonTypeName("council-registered")
    record CouncilRegistered(CouncilFacts council) implements CouncilEvent {
        @Override
        public String ags() {
            return council.ags();
        }
    }

    /** Something in a council's own record is different now; {@code fields} names what, as JSON names of the record. */
    @JsonTypeName("council-changed")
    record CouncilChanged(CouncilFacts council, List<String> fields) implements CouncilEvent {
        @Override
        public String ags() {
            return council.ags();
        }
    }

    /** The council no longer exists; its mandates count no more. */
    @JsonTypeName("council-ceased")
    record CouncilCeased(CouncilFacts council) implements CouncilEvent {
        @Override
        public String ags() {
            return council.ags();
        }
    }

    /** Not news: the council's record as it stands at the envelope's sequence, told again for readers that missed something. */
    @JsonTypeName("council-restated")
    record CouncilRestated(String ags, @Nullable CouncilFacts council) implements CouncilEvent {
        /** True where no such document exists: a reader that holds one drops it. */
        public boolean gone() {
            return council == null;
        }
    }

    /** Someone has taken a seat, or will on the mandate's first day. */
    @JsonTypeName("mandate-begun")
    record MandateBegun(MandateFacts mandate) implements CouncilEvent {
        @Override
        public String ags() {
            return mandate.ags();
        }
    }

    /** Something about a mandate is different now; {@code fields} names what, as JSON names of the mandate. */
    @JsonTypeName("mandate-changed")
    record MandateChanged(MandateFacts mandate, List<String> fields) implements CouncilEvent {
        @Override
        public String ags() {
            return mandate.ags();
        }
    }

    /** A mandate has been given a last day. */
    @JsonTypeName("mandate-ended")
    record MandateEnded(MandateFacts mandate) implements CouncilEvent {
        @Override
        public String ags() {
            return mandate.ags();
        }
    }

    /** A mandate was entered in error and never counted. */
    @JsonTypeName("mandate-withdrawn")
    record MandateWithdrawn(MandateFacts mandate) implements CouncilEvent {
        @Override
        public String ags() {
            return mandate.ags();
        }
    }

    /** Not news: the mandate as it stands at the envelope's sequence, told again for readers that missed something. */
    @JsonTypeName("mandate-restated")
    record MandateRestated(String ags, String id, @Nullable MandateFacts mandate) implements CouncilEvent {
        /** True where no such document exists: a reader that holds one drops it. */
        public boolean gone() {
            return mandate == null;
        }
    }

    /**
     * Once a day each council lists its documents with the sequence of the last event of each, so that a reader finds out about a
     * lost tail. A long list comes in several parts, each complete in itself. Not a document: its envelope has sequence 0.
     *
     * @param documents document ({@code ce_subject}) to the sequence of its last event
     */
    @JsonTypeName("roll-call")
    record RollCall(String ags, Map<String, Long> documents) implements CouncilEvent {}
}
