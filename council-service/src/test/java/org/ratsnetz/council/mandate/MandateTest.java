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
import org.ratsnetz.events.MandateFacts;
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
    void withdrawingErasesThePersonEverywhereAndNobodyChangesItByChance() {
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
    void aWithdrawnMandateCountsAgainWithThePersonGivenAgain() {
        Mandate withdrawn = changed(living().withdraw()).state();
        Outcome.Changed<Mandate> back = changed(withdrawn.write(stated(withdrawn.record(), MandateStatus.ACTIVE)));
        assertThat(back.state().facts().state()).isEqualTo(MandateStatus.ACTIVE);
        assertThat(back.emissions().getFirst())
                .isEqualTo(new Emission.Fact(
                        PersonFacts.TOPIC,
                        "05315000/m1",
                        PersonFacts.TYPE,
                        new PersonFacts("05315000", "m1", "Erika Muster", Gender.FEMALE)));
        assertThat(last(back)).isInstanceOfSatisfying(MandateChanged.class, event -> {
            assertThat(event.mandate()).isEqualTo(back.state().facts());
            assertThat(event.fields()).containsExactly("person", "state");
        });
    }

    @Test
    void aWithdrawnMandateWithALastDayCountsAgainUntilThatDay() {
        Mandate ended = changed(living().write(ending(BEGIN.plusDays(9)))).state();
        Mandate withdrawn = changed(ended.withdraw()).state();
        assertThat(withdrawn.write(stated(withdrawn.record(), MandateStatus.ACTIVE)))
                .isInstanceOf(Outcome.Refused.class);
        Outcome.Changed<Mandate> back = changed(withdrawn.write(stated(withdrawn.record(), MandateStatus.ENDED)));
        assertThat(back.state().facts().end()).isEqualTo(BEGIN.plusDays(9));
        assertThat(last(back)).as("it has no other last day").isInstanceOf(MandateChanged.class);
    }

    @Test
    void aStateThatDoesNotFollowFromTheLastDayIsRefused() {
        assertThat(living().write(stated(living().record(), MandateStatus.WITHDRAWN)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(living().write(stated(living().record(), MandateStatus.ACTIVE)))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void whoFollowedStepsBackWhenTheMandateBeforeGoesOnAndOnlyOnce() {
        Mandate ended = changed(living().write(ending(BEGIN.plusDays(9)))).state();
        Mandate followed = changed(substitute().follow(ended.facts(), 2)).state();
        MandateFacts goesOn =
                changed(ended.write(record("Erika Muster"))).state().facts();
        Outcome.Changed<Mandate> back = changed(followed.stepBack(goesOn, 3));
        assertThat(back.state().facts()).isEqualTo(substitute().facts());
        assertThat(last(back))
                .isInstanceOfSatisfying(
                        MandateChanged.class,
                        event -> assertThat(event.fields()).containsExactly("kind", "begin"));
        assertThat(back.state().follow(ended.facts(), 2))
                .as("the old event again")
                .isInstanceOf(Outcome.Unchanged.class);
        Mandate again = changed(back.state().follow(ended.facts(), 4)).state();
        assertThat(again.stepBack(goesOn, 3)).as("an older event").isInstanceOf(Outcome.Unchanged.class);
        assertThat(followed.stepBack(substitute().facts(), 3)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void nobodyStepsBackWhoseKindItsOfficeHasSettled() {
        Mandate ended = changed(living().write(ending(BEGIN.plusDays(9)))).state();
        Mandate followed = changed(substitute().follow(ended.facts(), 2)).state();
        Mandate settled = changed(
                        changed(followed.write(substitute().record())).state().write(followed.record()))
                .state();
        assertThat(settled.stepBack(living().facts(), 3)).isInstanceOf(Outcome.Unchanged.class);
    }

    private static MandateRecord stated(MandateRecord record, MandateStatus state) {
        return new MandateRecord(
                null,
                record.externalId(),
                new MandateRecord.Person("Erika Muster", Gender.FEMALE),
                record.kind(),
                record.list(),
                record.office(),
                record.begin(),
                record.end(),
                record.successor(),
                state);
    }

    @Test
    void anErasedPersonIsBuriedAgainAndALivingOneIsNot() {
        assertThat(changed(living().withdraw()).state().bury()).isInstanceOf(Outcome.Told.class);
        assertThat(living().bury()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void aMandateEndsWithItsCouncilButNotBeforeItBegins() {
        Outcome.Changed<Mandate> ended = changed(living().cease(BEGIN.plusDays(3)));
        assertThat(ended.state().facts().end()).isEqualTo(BEGIN.plusDays(3));
        assertThat(ended.state().facts().state()).isEqualTo(MandateStatus.ENDED);
        assertThat(last(ended)).isInstanceOf(MandateEnded.class);
        assertThat(ended.state().cease(BEGIN.plusDays(9))).isInstanceOf(Outcome.Unchanged.class);
        assertThat(changed(living().cease(BEGIN.minusDays(3))).state().facts().end())
                .isEqualTo(BEGIN);
        assertThat(changed(living().withdraw()).state().cease(BEGIN)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void aSubstituteFollowsOnTheSeatFromTheDayAfterAndOnlyOncePerEvent() {
        MandateFacts ended =
                changed(living().write(ending(BEGIN.plusDays(9)))).state().facts();
        Mandate substitute = substitute();
        Outcome.Changed<Mandate> followed = changed(substitute.follow(ended, 2));
        assertThat(followed.state().facts().kind()).isEqualTo(MandateKind.ELECTED);
        assertThat(followed.state().facts().begin()).isEqualTo(BEGIN.plusDays(10));
        assertThat(followed.state().person()).isEqualTo(substitute.person());
        assertThat(last(followed))
                .isInstanceOfSatisfying(
                        MandateChanged.class,
                        event -> assertThat(event.fields()).containsExactly("kind", "begin"));
        assertThat(followed.state().follow(ended, 2)).isInstanceOf(Outcome.Unchanged.class);

        Mandate putBack = changed(followed.state().write(substitute.record())).state();
        assertThat(putBack.facts().kind()).isEqualTo(MandateKind.SUBSTITUTE);
        assertThat(putBack.follow(ended, 2)).as("the same event again").isInstanceOf(Outcome.Unchanged.class);
        assertThat(putBack.follow(ended, 4)).as("a later end").isInstanceOf(Outcome.Changed.class);
    }

    @Test
    void nobodyFollowsWhoIsNoActiveSubstituteOrOnAPlaceThatIsNoSeat() {
        MandateFacts ended =
                changed(living().write(ending(BEGIN.plusDays(9)))).state().facts();
        assertThat(living().follow(ended, 2)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(changed(substitute().cease(BEGIN)).state().follow(ended, 2)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(substitute().follow(substitute().facts(), 2)).isInstanceOf(Outcome.Unchanged.class);
        MandateFacts endless = changed(living().write(ending(LocalDate.of(9999, 12, 31))))
                .state()
                .facts();
        assertThat(substitute().follow(endless, 2)).isInstanceOf(Outcome.Unchanged.class);
    }

    private static Mandate substitute() {
        MandateRecord record = record("Bela Beispiel");
        return changed(Mandate.begin(
                        "05315000",
                        "m2",
                        new MandateRecord(
                                null,
                                null,
                                record.person(),
                                MandateKind.SUBSTITUTE,
                                record.list(),
                                null,
                                BEGIN,
                                null,
                                null,
                                null)))
                .state();
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
                null,
                null);
    }

    private static MandateRecord ending(LocalDate end) {
        MandateRecord record = record("Erika Muster");
        return new MandateRecord(
                null, null, record.person(), record.kind(), record.list(), null, record.begin(), end, null, null);
    }

    private static Object last(Outcome<Mandate> outcome) {
        return ((Emission.Event) changed(outcome).emissions().getLast()).event();
    }

    private static Outcome.Changed<Mandate> changed(Outcome<Mandate> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        return (Outcome.Changed<Mandate>) outcome;
    }
}
