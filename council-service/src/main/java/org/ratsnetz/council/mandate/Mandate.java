package org.ratsnetz.council.mandate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilEvent.MandateBegun;
import org.ratsnetz.events.CouncilEvent.MandateChanged;
import org.ratsnetz.events.CouncilEvent.MandateEnded;
import org.ratsnetz.events.CouncilEvent.MandateRestated;
import org.ratsnetz.events.CouncilEvent.MandateWithdrawn;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Outcome;

/**
 * A mandate: one person on one seat for some time.
 *
 * @param facts what everyone may know beside the name
 * @param externalId the council's own key
 * @param person who holds it; none once it is withdrawn
 * @param followed on whose seat it followed, where it did; null or absent otherwise
 */
public record Mandate(
        MandateFacts facts,
        @Nullable String externalId,
        MandateRecord.@Nullable Person person,
        @Nullable Followed followed) {

    /** The last year that a day can be written in. */
    private static final int LAST_YEAR = 9999;

    /**
     * A mandate that ended, and on whose seat this one followed: once for each such event.
     *
     * @param mandate id of that mandate
     * @param sequence sequence of the event that ended it, or gave it its seat again
     * @param before first day as a substitute, to step back to; null once there is nothing to step back from, or absent
     */
    public record Followed(
            String mandate, long sequence, @Nullable LocalDate before) {

        private Followed settled() {
            return new Followed(mandate, sequence, null);
        }

        private boolean covers(String other, long event) {
            return mandate.equals(other) && sequence >= event;
        }
    }

    /** Document id, key on {@code council-people} and subject of the events. */
    static String document(String ags, String id) {
        return ags + "/" + id;
    }

    /** Enters a mandate. */
    static Outcome<Mandate> begin(String ags, String id, MandateRecord record) {
        Mandate mandate = of(ags, id, record, null);
        List<Invalid> errors = mandate.errors();
        return errors.isEmpty()
                ? new Outcome.Changed<>(mandate, mandate.told(), new Emission.Event(new MandateBegun(mandate.facts)))
                : Outcome.refused(Problem.invalid(errors));
    }

    /** Makes the mandate what the office wrote. */
    Outcome<Mandate> write(MandateRecord record) {
        if (record.state() == null) {
            requireLiving();
        }
        if (!Objects.equals(externalId, record.externalId())) {
            return Outcome.refused(Problem.invalid(List.of(Invalid.of("/externalId", "fixed"))));
        }
        Mandate next = of(facts.ags(), facts.id(), record, record.kind() == facts.kind() ? followed : settled());
        if (record.state() != null && record.state() != next.facts.state()) {
            return Outcome.refused(Problem.invalid(List.of(Invalid.of("/state", "state-follows"))));
        }
        if (next.equals(this)) {
            return Outcome.unchanged();
        }
        List<Invalid> errors = next.errors();
        if (!errors.isEmpty()) {
            return Outcome.refused(Problem.invalid(errors));
        }
        List<Emission> emissions = new ArrayList<>();
        if (!Objects.equals(person, next.person)) {
            emissions.add(next.told());
        }
        emissions.add(new Emission.Event(event(next)));
        return new Outcome.Changed<>(next, emissions);
    }

    private @Nullable Followed settled() {
        return followed == null ? null : followed.settled();
    }

    /**
     * Refuses what cannot be done to a mandate that was withdrawn.
     *
     * @throws Refused 409
     */
    void requireLiving() {
        if (facts.state() == MandateStatus.WITHDRAWN) {
            throw new Refused(Problem.of(409, "mandate-withdrawn", facts.id()));
        }
    }

    private Object event(Mandate next) {
        boolean ends = next.facts.end() != null && !next.facts.end().equals(facts.end());
        return ends ? new MandateEnded(next.facts) : new MandateChanged(next.facts, differences(next));
    }

    /** Withdraws what was entered in error: the mandate never counted, and the person is erased. */
    Outcome<Mandate> withdraw() {
        if (facts.state() == MandateStatus.WITHDRAWN) {
            return Outcome.unchanged();
        }
        Mandate next = new Mandate(
                new MandateFacts(
                        facts.ags(),
                        facts.id(),
                        facts.kind(),
                        null,
                        null,
                        facts.begin(),
                        facts.end(),
                        facts.successor(),
                        MandateStatus.WITHDRAWN),
                externalId,
                null,
                followed);
        return new Outcome.Changed<>(next, next.buried(), new Emission.Event(new MandateWithdrawn(next.facts)));
    }

    /** Ends with its council, where it has no last day yet: on that day, or on its first when that is later. */
    Outcome<Mandate> cease(LocalDate day) {
        if (facts.state() != MandateStatus.ACTIVE) {
            return Outcome.unchanged();
        }
        LocalDate end = later(day, facts.begin());
        Mandate next = with(facts.kind(), facts.begin(), end, MandateStatus.ENDED, followed);
        return new Outcome.Changed<>(next, new Emission.Event(event(next)));
    }

    /** Follows on the seat of a mandate that has ended, where it is an active substitute: it is of that kind from the day after. */
    Outcome<Mandate> follow(MandateFacts ended, long sequence) {
        LocalDate end = ended.end();
        boolean before = followed != null && followed.covers(ended.id(), sequence);
        boolean substitute = facts.state() == MandateStatus.ACTIVE && facts.kind() == MandateKind.SUBSTITUTE;
        if (before || !substitute || ended.kind() == MandateKind.SUBSTITUTE || end == null) {
            return Outcome.unchanged();
        }
        LocalDate begin = later(end.plusDays(1), facts.begin());
        if (begin.getYear() > LAST_YEAR) {
            return Outcome.unchanged();
        }
        Mandate next = with(
                ended.kind(), begin, null, MandateStatus.ACTIVE, new Followed(ended.id(), sequence, facts.begin()));
        return new Outcome.Changed<>(next, new Emission.Event(event(next)));
    }

    /** Is a substitute as before, where it followed on the seat of a mandate that goes on after all, and no office has said otherwise. */
    Outcome<Mandate> stepBack(MandateFacts restored, long sequence) {
        LocalDate before = followed == null || followed.covers(restored.id(), sequence) ? null : followed.before();
        boolean onIt = followed != null && followed.mandate().equals(restored.id());
        if (before == null || !onIt || facts.state() != MandateStatus.ACTIVE) {
            return Outcome.unchanged();
        }
        Followed over = new Followed(restored.id(), sequence, null);
        Mandate next = with(MandateKind.SUBSTITUTE, before, null, MandateStatus.ACTIVE, over);
        return new Outcome.Changed<>(next, new Emission.Event(event(next)));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private Mandate with(
            MandateKind kind,
            LocalDate begin,
            @Nullable LocalDate end,
            MandateStatus state,
            @Nullable Followed followed) {
        return new Mandate(
                new MandateFacts(
                        facts.ags(),
                        facts.id(),
                        kind,
                        facts.list(),
                        facts.office(),
                        begin,
                        end,
                        facts.successor(),
                        state),
                externalId,
                person,
                followed);
    }

    /** Tells the mandate again, its person included. */
    List<Emission> restated() {
        return List.of(
                person == null ? buried() : told(),
                new Emission.Restated(new MandateRestated(facts.ags(), facts.id(), facts)));
    }

    /** What is told where there is no such mandate: its person is erased too. */
    static List<Emission> gone(String ags, String id) {
        return List.of(
                new Emission.Fact(PersonFacts.TOPIC, document(ags, id), PersonFacts.TYPE, null),
                new Emission.Restated(new MandateRestated(ags, id, null)));
    }

    /** Erases the person from the public topic once more, because an old record came up again. */
    Outcome<Mandate> bury() {
        return person == null ? new Outcome.Told<>(List.of(buried())) : Outcome.unchanged();
    }

    /** The mandate as its office would write it with another holder, of whom nothing but this name is known. */
    MandateRecord heldBy(String name) {
        MandateRecord now = record();
        return new MandateRecord(
                now.ags(),
                now.externalId(),
                new MandateRecord.Person(name, null),
                now.kind(),
                now.list(),
                now.office(),
                now.begin(),
                now.end(),
                now.successor(),
                now.state());
    }

    /** Whether a record on the public topic names another person, one where there is none, or none where there is one. */
    public boolean contradicts(@Nullable PersonFacts heard) {
        if (person == null || heard == null) {
            return person != null || heard != null;
        }
        return !person.name().equals(heard.name()) || person.gender() != heard.gender();
    }

    private Emission told() {
        MandateRecord.Person holder = Objects.requireNonNull(person);
        return people(new PersonFacts(facts.ags(), facts.id(), holder.name(), holder.gender()));
    }

    private Emission buried() {
        return people(null);
    }

    private Emission people(@Nullable PersonFacts payload) {
        return new Emission.Fact(PersonFacts.TOPIC, document(facts.ags(), facts.id()), PersonFacts.TYPE, payload);
    }

    private static Mandate of(String ags, String id, MandateRecord record, @Nullable Followed followed) {
        MandateRecord.Person person = record.person();
        return new Mandate(
                new MandateFacts(
                        ags,
                        id,
                        record.kind(),
                        text(record.list()),
                        text(record.office()),
                        record.begin(),
                        record.end(),
                        record.successor(),
                        record.end() == null ? MandateStatus.ACTIVE : MandateStatus.ENDED),
                record.externalId(),
                new MandateRecord.Person(person.name().strip(), person.gender()),
                followed);
    }

    /** An empty text says nothing, as an empty cell of a file does. */
    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private List<Invalid> errors() {
        List<Invalid> errors = new ArrayList<>();
        if (facts.end() != null && facts.end().isBefore(facts.begin())) {
            errors.add(Invalid.of("/end", "before-begin", facts.begin().toString()));
        }
        if (facts.id().equals(facts.successor())) {
            errors.add(Invalid.of("/successor", "own-successor"));
        }
        return errors;
    }

    private List<String> differences(Mandate next) {
        List<String> fields = new ArrayList<>();
        note(fields, "person", person, next.person);
        note(fields, "kind", facts.kind(), next.facts.kind());
        note(fields, "list", facts.list(), next.facts.list());
        note(fields, "office", facts.office(), next.facts.office());
        note(fields, "begin", facts.begin(), next.facts.begin());
        note(fields, "end", facts.end(), next.facts.end());
        note(fields, "successor", facts.successor(), next.facts.successor());
        if (facts.state() == MandateStatus.WITHDRAWN) {
            fields.add("state");
        }
        return fields;
    }

    private static void note(List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(name);
        }
    }

    /** The mandate as its office would write it, to merge a patch into. */
    MandateRecord record() {
        return new MandateRecord(
                null,
                externalId,
                person == null ? new MandateRecord.Person("", null) : person,
                facts.kind(),
                facts.list(),
                facts.office(),
                facts.begin(),
                facts.end(),
                facts.successor(),
                null);
    }
}
