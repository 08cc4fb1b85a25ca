package org.ratsnetz.board.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.FindingFacts;
import org.ratsnetz.events.ForeignResidents;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.testing.Samples;

class RuleCheckTest {

    private static final String AGS = "05999001";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final RuleCheck check = new RuleCheck(Rules.load());

    private List<String> reasons(CouncilFacts council, Row.Step... steps) {
        return check.check(new Row(AGS, 1, council, null, List.of(steps), NOW), DAY).stream()
                .map(FindingFacts::reason)
                .toList();
    }

    private static CouncilFacts council(int elected, int council, @Nullable Integer residents, CouncilStatus state) {
        CouncilFacts sample = Samples.council(AGS, elected, council);
        return new CouncilFacts(
                AGS,
                sample.name(),
                sample.district(),
                sample.region(),
                state,
                sample.committee(),
                sample.seats(),
                residents == null ? null : new ForeignResidents(residents, DAY));
    }

    @Test
    void aCouncilInOrderHasNoFinding() {
        assertThat(reasons(council(10, 5, 12_000, CouncilStatus.ACTIVE))).isEmpty();
        assertThat(reasons(council(10, 5, null, CouncilStatus.ACTIVE))).isEmpty();
    }

    @Test
    void theDutyDependsOnTheForeignResidents() {
        assertThat(reasons(council(10, 5, 4_438, CouncilStatus.ACTIVE))).containsExactly("C1.signatures");
        assertThat(reasons(council(10, 5, 5_000, CouncilStatus.ACTIVE))).isEmpty();
        assertThat(reasons(council(10, 5, 1_999, CouncilStatus.ACTIVE))).isEmpty();
        assertThat(reasons(council(10, 5, 5_000, CouncilStatus.CEASED))).containsExactly("C1.missing");
    }

    @Test
    void theElectedMustBeTheMajority() {
        assertThat(reasons(council(5, 5, null, CouncilStatus.ACTIVE))).contains("C2.seats");
        assertThat(reasons(council(10, 5, null, CouncilStatus.ACTIVE), new Row.Step(Samples.BEGIN, 2, 2, 0, 0)))
                .containsExactly("C2.members");
        assertThat(reasons(council(10, 5, null, CouncilStatus.ACTIVE), new Row.Step(Samples.BEGIN, 3, 2, 0, 0)))
                .isEmpty();
        assertThat(reasons(council(5, 5, null, CouncilStatus.CEASED))).isEmpty();
    }

    @Test
    void twoToOneIsRecommended() {
        assertThat(reasons(council(9, 6, null, CouncilStatus.ACTIVE))).containsExactly("C3.ratio");
        assertThat(reasons(council(13, 6, null, CouncilStatus.ACTIVE))).isEmpty();
    }

    @Test
    void aRuleThatWasTakenOutIsNotChecked() {
        RuleCheck less = new RuleCheck(new Rules(Rules.load().rules().stream()
                .filter(rule -> rule.key().equals("C3"))
                .toList()));
        assertThat(less.check(new Row(AGS, 1, council(5, 5, 4_438, CouncilStatus.ACTIVE), null, List.of(), NOW), DAY))
                .extracting(FindingFacts::rule)
                .containsExactly("C3");
    }

    @Test
    void aFindingIsOpenedChangedAndClosed() {
        FindingFacts facts = check.check(
                        new Row(AGS, 1, council(9, 6, null, CouncilStatus.ACTIVE), null, List.of(), NOW), DAY)
                .getFirst();
        Finding open = state(Finding.found(null, facts, 5, NOW), new BoardEvent.FindingOpened(facts));
        assertThat(Finding.found(open, facts, 5, NOW)).isInstanceOf(Outcome.Unchanged.class);
        FindingFacts other = check.check(
                        new Row(AGS, 1, council(8, 6, null, CouncilStatus.ACTIVE), null, List.of(), NOW), DAY)
                .getFirst();
        Instant later = NOW.plusSeconds(60);
        Finding changed = state(Finding.found(open, other, 6, later), new BoardEvent.FindingChanged(other));
        assertThat(changed.openedAt()).isEqualTo(NOW);
        // a check of figures that knew less comes too late
        assertThat(Finding.gone(changed, 5, later)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(Finding.found(changed, facts, 5, later)).isInstanceOf(Outcome.Unchanged.class);
        Finding closed = state(Finding.gone(changed, 6, later), new BoardEvent.FindingClosed(other));
        assertThat(closed.open()).isFalse();
        assertThat(closed.closedAt()).isEqualTo(later);
        assertThat(Finding.found(closed, facts, 5, later)).isInstanceOf(Outcome.Unchanged.class);
        assertThat(Finding.gone(closed, 7, later)).isInstanceOf(Outcome.Unchanged.class);
        Finding again = state(Finding.found(closed, facts, 7, later), new BoardEvent.FindingOpened(facts));
        assertThat(again.openedAt()).isEqualTo(later);
    }

    private static Finding state(Outcome<Finding> outcome, BoardEvent event) {
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
        Outcome.Changed<Finding> changed = (Outcome.Changed<Finding>) outcome;
        assertThat(changed.emissions()).containsExactly(new Emission.Event(event));
        return changed.state();
    }
}
