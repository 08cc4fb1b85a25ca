package org.ratsnetz.council.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.municipality.Municipality;
import org.ratsnetz.events.Committee;
import org.ratsnetz.events.CouncilEvent.CouncilCeased;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.events.CouncilEvent.CouncilRegistered;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.ForeignResidents;
import org.ratsnetz.events.Seats;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Outcome;

/**
 * A council: the committee of section 27 GO NRW of one municipality.
 *
 * @param facts what everyone may know
 * @param contact how to reach its office
 * @param kept true once the council itself has written its whole record; null or absent before
 */
public record Council(
        CouncilFacts facts,
        @Nullable Contact contact,
        @Nullable Boolean kept) {

    /** Whether the council keeps its record itself; the registrar then changes nothing but its state. */
    public boolean keepsItsOwn() {
        return Boolean.TRUE.equals(kept);
    }

    /** Puts a council into the register. */
    static Outcome<Council> register(Municipality municipality, CouncilRecord record) {
        CouncilStatus state = record.state() == null ? CouncilStatus.ACTIVE : record.state();
        Council council = of(
                municipality.ags(),
                municipality.name(),
                municipality.district(),
                municipality.region(),
                state,
                record,
                null);
        return new Outcome.Changed<>(council, new Emission.Event(new CouncilRegistered(council.facts)));
    }

    /** Makes the whole record what its office wrote, or its registrar. An office that does so keeps it from then on. */
    Outcome<Council> write(CouncilRecord record, Authority author) {
        return write(record, author, author.own() ? Boolean.TRUE : kept);
    }

    /** Corrects some of the record. */
    Outcome<Council> correct(CouncilRecord record, Authority author) {
        return write(record, author, kept);
    }

    private Outcome<Council> write(CouncilRecord record, Authority author, @Nullable Boolean keptThen) {
        CouncilStatus state = record.state() == null ? facts.state() : record.state();
        if (state != facts.state() && !author.registrar()) {
            return Outcome.refused(Problem.of(403, "registrar-only", "state"));
        }
        if (keepsItsOwn()
                && !author.own()
                && !written(record, facts.state(), kept).equals(this)) {
            return Outcome.refused(Problem.of(409, "council-keeps-its-own", facts.ags()));
        }
        if (written(record, state, kept).equals(this)) {
            return Outcome.unchanged();
        }
        Council next = written(record, state, keptThen);
        boolean ceases = state == CouncilStatus.CEASED && facts.state() == CouncilStatus.ACTIVE;
        return new Outcome.Changed<>(
                next,
                new Emission.Event(
                        ceases ? new CouncilCeased(next.facts) : new CouncilChanged(next.facts, differences(next))));
    }

    private Council written(CouncilRecord record, CouncilStatus state, @Nullable Boolean kept) {
        return of(facts.ags(), facts.name(), facts.district(), facts.region(), state, record, kept);
    }

    private static Council of(
            String ags,
            String name,
            String district,
            String region,
            CouncilStatus state,
            CouncilRecord record,
            @Nullable Boolean kept) {
        CouncilRecord.ForeignResidents residents = record.foreignResidents();
        return new Council(
                new CouncilFacts(
                        ags,
                        name,
                        district,
                        region,
                        state,
                        new Committee(
                                record.committee().label().strip(),
                                record.committee().since()),
                        new Seats(record.seats().elected(), record.seats().council()),
                        residents == null ? null : new ForeignResidents(residents.count(), residents.asOf())),
                record.contact(),
                kept);
    }

    private List<String> differences(Council next) {
        List<String> fields = new ArrayList<>();
        note(fields, "state", facts.state(), next.facts.state());
        note(fields, "committee", facts.committee(), next.facts.committee());
        note(fields, "seats", facts.seats(), next.facts.seats());
        note(fields, "foreignResidents", facts.foreignResidents(), next.facts.foreignResidents());
        note(fields, "contact", contact, next.contact);
        return fields;
    }

    private static void note(List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(name);
        }
    }

    /** The record as its office would write it, to merge a patch into. */
    CouncilRecord record() {
        ForeignResidents residents = facts.foreignResidents();
        return new CouncilRecord(
                facts.ags(),
                facts.state(),
                new CouncilRecord.Committee(
                        facts.committee().label(), facts.committee().since()),
                new CouncilRecord.Seats(facts.seats().elected(), facts.seats().council()),
                residents == null ? null : new CouncilRecord.ForeignResidents(residents.count(), residents.asOf()),
                contact);
    }

    /** Tells the record again. */
    List<Emission> restated() {
        return List.of(new Emission.Restated(new CouncilRestated(facts.ags(), facts)));
    }

    /** What is told where there is no council of that AGS. */
    static List<Emission> gone(String ags) {
        return List.of(new Emission.Restated(new CouncilRestated(ags, null)));
    }
}
