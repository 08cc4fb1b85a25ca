package org.ratsnetz.platform.testing;

import java.time.LocalDate;
import org.ratsnetz.events.Committee;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.ForeignResidents;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.events.Seats;

/** Councils and mandates to tell of. */
public final class Samples {

    public static final LocalDate BEGIN = LocalDate.of(2025, 11, 1);

    private Samples() {}

    public static CouncilFacts council(String ags, int elected, int council) {
        return new CouncilFacts(
                ags,
                "Musterstadt " + ags,
                "Kreis Muster",
                "Arnsberg",
                CouncilStatus.ACTIVE,
                new Committee("Ausschuss für Chancengerechtigkeit und Integration", BEGIN),
                new Seats(elected, council),
                new ForeignResidents(12_000, LocalDate.of(2025, 12, 31)));
    }

    public static CouncilEvent registered(String ags) {
        return new CouncilEvent.CouncilRegistered(council(ags, 10, 5));
    }

    public static MandateFacts mandate(String ags, String id, MandateKind kind) {
        return new MandateFacts(ags, id, kind, "Liste 1", null, BEGIN, null, null, MandateStatus.ACTIVE);
    }

    public static CouncilEvent begun(String ags, String id, MandateKind kind) {
        return new CouncilEvent.MandateBegun(mandate(ags, id, kind));
    }

    public static CouncilEvent ended(String ags, String id, MandateKind kind, LocalDate end) {
        return new CouncilEvent.MandateEnded(
                new MandateFacts(ags, id, kind, "Liste 1", null, BEGIN, end, null, MandateStatus.ENDED));
    }

    public static CouncilEvent withdrawn(String ags, String id, MandateKind kind) {
        return new CouncilEvent.MandateWithdrawn(
                new MandateFacts(ags, id, kind, "Liste 1", null, BEGIN, null, null, MandateStatus.WITHDRAWN));
    }

    public static PersonFacts person(String ags, String id, Gender gender) {
        return new PersonFacts(ags, id, "Demo Person " + id, gender);
    }
}
