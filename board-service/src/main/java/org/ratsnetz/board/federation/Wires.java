package org.ratsnetz.board.federation;

import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.consumption.Wire;

/** What the read model listens on. */
final class Wires {

    static final Wire<CouncilEvent> COUNCILS = Wire.events(CouncilEvent.TOPIC, CouncilEvent.class, CouncilEvent::ags)
            .about(Wires::document);

    static final Wire<PersonFacts> PEOPLE = Wire.facts(
                    PersonFacts.TOPIC, PersonFacts.TYPE, PersonFacts.class, Wires::document)
            .about(Wires::document);

    private Wires() {}

    private static String document(CouncilEvent event) {
        return switch (event) {
            case CouncilEvent.MandateBegun begun -> document(begun.mandate());
            case CouncilEvent.MandateChanged changed -> document(changed.mandate());
            case CouncilEvent.MandateEnded ended -> document(ended.mandate());
            case CouncilEvent.MandateWithdrawn withdrawn -> document(withdrawn.mandate());
            case CouncilEvent.MandateRestated restated -> restated.ags() + "/" + restated.id();
            case CouncilEvent.CouncilRegistered _,
                    CouncilEvent.CouncilChanged _,
                    CouncilEvent.CouncilCeased _,
                    CouncilEvent.CouncilRestated _,
                    CouncilEvent.RollCall _ -> event.ags();
        };
    }

    private static String document(MandateFacts mandate) {
        return mandate.ags() + "/" + mandate.id();
    }

    private static String document(PersonFacts person) {
        return person.ags() + "/" + person.mandate();
    }
}
