package org.ratsnetz.council.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ratsnetz.events.CouncilEvent.MandateBegun;
import org.ratsnetz.events.CouncilEvent.MandateChanged;
import org.ratsnetz.events.CouncilEvent.MandateEnded;
import org.ratsnetz.events.CouncilEvent.MandateWithdrawn;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Outcome;

class MandateTest {

    private static final LocalDate BEGIN = LocalDate.of(2025, 11, 1);

    @Test
    void theNameGoesAheadOfTheEventAndNeverWithIt() {
        List<Emission> emissions =
                changed(Mandate.begin("05315000", "m1", record("Erika Muster"))).emissions();
        assertThat(emissions).hasSize(2);
        assertThat(emissions.get(0))
                .isEqualTo(new Emission.Fact(
                        PersonFacts.TOPIC,
                        "05315000/m1",
                        PersonFacts.TYPE,
                        new PersonFacts("05315000", "m1", "Erika Muster", Gender.FEMALE)));
        assertThat(emissions.get(1)).isInstanceOfSatisfying(Emission.Event.class, event -> {
            assertThat(event.event()).isInstanceOf(MandateBegun.class);
            assertThat(event.event().toString()).doesNotContain("Erika");
        });
    }

    @Test
    void aLastDayEndsAndTakingItAwayChanges() {
        Mandate living = living();
        Mandate ended = changed(living.write(ending(BEGIN.plusDays(9)))).state();
        assertThat(ended.facts().state()).isEqualTo(MandateStatus.ENDED);
        assertThat(last(living.write(ending(BEGIN.plusDays(9))))).isInstanceOf(MandateEnded.class);
        assertThat(last(ended.write(record("Erika Muster"))))
                .isInstanceOfSatisfying(
                        MandateChanged.class,
                        event -> assertThat(event.fields()).containsExactly("end"));
    }

    @Test
    void aLastDayBeforeTheFirstIsRefused() {
        assertThat(living().write(ending(BEGIN.minusDays(1)))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void theSameAgainChangesNothing() {
        assertThat(living().write(record("Erika Muster"))).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void withdrawingErasesThePersonEverywhereAndIsFinal() {
        Outcome.Changed<Mandate> withdrawn = changed(living().withdraw());
        assertThat(withdrawn.state().person()).isNull();
        assertThat(withdrawn.emissions().getFirst())
                .isEqualTo(new Emission.Fact(PersonFacts.TOPIC, "05315000/m1", PersonFacts.TYPE, null));
        assertThat(last(withdrawn)).isInstanceOf(MandateWithdrawn.class);
        assertThat(withdrawn.state().withdraw()).isInstanceOf(Outcome.Unchanged.class);
        assertThatThrownBy(() -> withdrawn.state().write(record("Erika Muster")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo("mandate-withdrawn"));
    }

    @Test
    void anErasedPersonIsBuriedAgainAndALivingOneIsNot() {
        assertThat(changed(living().withdraw()).state().bury()).isInstanceOf(Outcome.Told.class);
        assertThat(living().bury()).isInstanceOf(Outcome.Unchanged.class);
    }

    private static Mandate living() {
        return changed(Mandate.begin("05315000", "m1", record("Erika Muster"))).state();
    }

    private static MandateRecord record(String name) {
        return new MandateRecord(
                null,
                null,
                new MandateRecord.Person(name, Gender.FEMALE),
                MandateKind.ELECTED,
                "Liste Demo",
                null,
                BEGIN,
                null,
                null);
    }

    private static MandateRecord ending(LocalDate end) {
        MandateRecord record = record("Erika Muster");
        return new MandateRecord(
                null, null, record.person(), record.kind(), record.list(), null, record.begin(), end, null);
    }

    private static Object last(Outcome<Mandate> outcome) {
        return ((Emission.Event) changed(outcome).emissions().getLast()).event();
    }

    private static Outcome.Changed<Mandate> changed(Outcome<Mandate> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return (Outcome.Changed<Mandate>) outcome;
    }
}
