package org.ratsnetz.board.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.Kafka;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.platform.consumption.Holes;
import org.ratsnetz.platform.consumption.Standing;
import org.ratsnetz.platform.envelope.WireJson;
import org.ratsnetz.platform.testing.Samples;
import org.ratsnetz.platform.testing.Told;

class FederationTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final RunningBoard board = RunningBoard.shared();
    private final FederationView view = board.bean(FederationView.class);

    private Row row(String ags) {
        assertThat(view.latest().rows()).containsKey(ags);
        return Objects.requireNonNull(view.latest().rows().get(ags));
    }

    @Test
    void everyEventTwiceAndOutOfOrderGivesTheSameRow() {
        String ags = "05900001";
        String first = ags + "/m1";
        String second = ags + "/m2";
        var council = Told.event(ags, 1, TIME, Samples.registered(ags));
        var begun = Told.event(first, 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED));
        var ended =
                Told.event(first, 2, TIME, Samples.ended(ags, "m1", MandateKind.ELECTED, LocalDate.of(2026, 3, 31)));
        var other = Told.event(second, 1, TIME, Samples.begun(ags, "m2", MandateKind.COUNCIL));
        Told.tell(begun, begun, council, ended, begun, council, other, ended, other);
        await().untilAsserted(() -> {
            assertThat(row(ags).on(DAY)).isEqualTo(new Row.Step(Samples.BEGIN, 1, 1, 0, 0));
            assertThat(row(ags).steps()).hasSize(2);
        });
        assertThat(row(ags).on(LocalDate.of(2026, 4, 1)).filled()).isEqualTo(1);
    }

    @Test
    void peopleAreJoinedInAnyOrderAndErased() {
        String ags = "05900002";
        Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
        Told.tell(Told.person(0, TIME, Samples.person(ags, "m1", Gender.FEMALE)));
        Told.tell(Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)));
        Told.tell(Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.ELECTED)));
        Told.tell(Told.person(0, TIME, Samples.person(ags, "m2", Gender.MALE)));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY)).isEqualTo(new Row.Step(Samples.BEGIN, 2, 0, 1, 2)));
        Told.tell(Told.erasure(ags + "/m1", 1, TIME));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY)).isEqualTo(new Row.Step(Samples.BEGIN, 2, 0, 0, 1)));
        Told.tell(Told.person(0, TIME, Samples.person(ags, "m1", Gender.FEMALE)));
        Told.tell(Told.event(ags + "/m3", 1, TIME, Samples.begun(ags, "m3", MandateKind.ELECTED)));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY)).isEqualTo(new Row.Step(Samples.BEGIN, 3, 0, 0, 1)));
    }

    @Test
    void atMidnightAMandateEndsWithoutAnEvent() {
        String ags = "05900003";
        LocalDate last = LocalDate.of(2026, 3, 31);
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m1", 2, TIME, Samples.ended(ags, "m1", MandateKind.ELECTED, last)));
        await().untilAsserted(
                        () -> assertThat(row(ags).on(last.plusDays(1)).filled()).isZero());
        assertThat(row(ags).on(last).filled()).isEqualTo(1);
        assertThat(row(ags).on(Samples.BEGIN.minusDays(1)).filled()).isZero();
    }

    @Test
    void substitutesExpertsAndTheWithdrawnFillNoSeat() {
        String ags = "05900004";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.SUBSTITUTE)),
                Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.EXPERT)),
                Told.event(ags + "/m3", 1, TIME, Samples.begun(ags, "m3", MandateKind.ELECTED)),
                Told.event(ags + "/m4", 1, TIME, Samples.begun(ags, "m4", MandateKind.COUNCIL)),
                Told.event(ags + "/m3", 2, TIME, Samples.withdrawn(ags, "m3", MandateKind.ELECTED)));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY)).isEqualTo(new Row.Step(Samples.BEGIN, 0, 1, 0, 0)));
    }

    @Test
    void rewoundOffsetsChangeNothing() {
        String ags = "05900005";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.person(0, TIME, Samples.person(ags, "m1", Gender.FEMALE)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m1", 2, TIME, Samples.withdrawn(ags, "m1", MandateKind.ELECTED)));
        await().untilAsserted(
                        () -> assertThat(row(ags).basis()).isEqualTo(basis(1, 1) + basis(1, 2) + basis(1, 0) + 1));
        Row before = row(ags);
        Kafka.rewind(
                board,
                Generations.GROUP + "-g"
                        + board.bean(Generations.class).serving().number());
        String after = "05900006";
        Told.tell(Told.event(after, 1, TIME, Samples.registered(after)));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> row(after));
        assertThat(row(ags)).isEqualTo(before);
    }

    private static long basis(int epoch, long sequence) {
        return new Standing(epoch, sequence).rank();
    }

    @Test
    void aHoleIsNotAppliedButAskedForAndMendedByARestatement() {
        String ags = "05900007";
        String mandate = ags + "/m1";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(mandate, 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(mandate, 3, TIME, Samples.withdrawn(ags, "m1", MandateKind.ELECTED)));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY).filled()).isEqualTo(1));
        Holes holes = board.bean(Generations.class).serving().holes();
        await().untilAsserted(() -> assertThat(holes.open(100))
                .filteredOn(hole -> hole.document().equals(mandate))
                .singleElement()
                .satisfies(hole -> assertThat(hole.missingUpTo()).isEqualTo(3)));
        await().untilAsserted(() -> assertThat(Told.read(ResyncRequest.TOPIC))
                .extracting(record -> WireJson.read(record.value(), ResyncRequest.class))
                .contains(new ResyncRequest(ags, mandate, Generations.GROUP)));
        assertThat(row(ags).on(DAY).filled()).isEqualTo(1);
        Told.tell(Told.event(
                mandate,
                3,
                TIME,
                new CouncilEvent.MandateRestated(ags, "m1", Samples.mandate(ags, "m1", MandateKind.COUNCIL))));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY).council()).isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(holes.open(100)).noneMatch(hole -> hole.document().equals(mandate)));
    }

    @Test
    void aHoleThatNobodyMendsIsLeftToTheOperator() {
        String ags = "05900008";
        Told.tell(Told.event(ags, 2, TIME, Samples.registered(ags)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(board.operator()
                                .json("/api/operations/federation/holes")
                                .get("items"))
                        .anySatisfy(hole -> {
                            assertThat(hole.get("document").asString()).isEqualTo(ags);
                            assertThat(hole.get("requests").asInt()).isEqualTo(3);
                            assertThat(hole.get("exhausted").asBoolean()).isTrue();
                        }));
    }

    @Test
    void aRollCallShowsALostTail() {
        String ags = "05900009";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(ags, 0, TIME, new CouncilEvent.RollCall(ags, Map.of(ags, 1L, ags + "/m9", 4L))));
        Holes holes = board.bean(Generations.class).serving().holes();
        await().untilAsserted(() -> assertThat(holes.open(100))
                .filteredOn(hole -> hole.key().equals(ags))
                .extracting(Holes.Open::document)
                .containsExactly(ags + "/m9"));
    }

    @Test
    void aRestatementOfAHigherEpochCountsWhateverItsSequence() {
        String ags = "05900010";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(
                        ags, 2, TIME, new CouncilEvent.CouncilChanged(Samples.council(ags, 20, 10), List.of("seats"))),
                Told.event(ags, 2, 1, TIME, new CouncilEvent.CouncilRestated(ags, Samples.council(ags, 10, 5))));
        await().untilAsserted(() -> assertThat(row(ags).basis()).isEqualTo(basis(2, 1)));
        assertThat(Objects.requireNonNull(row(ags).council()).seats().total()).isEqualTo(15);
    }

    @Test
    void aRowThatKnowsLessNeverReplacesOneThatKnowsMore() {
        String ags = "05900012";
        Generation serving = board.bean(Generations.class).serving();
        Told.tell(Told.event(ags, 1, TIME, Samples.registered(ags)));
        await().untilAsserted(() -> row(ags));
        serving.rows().updateOne(Filters.eq("_id", ags), Updates.set("basis", Long.MAX_VALUE));
        Told.tell(Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)));
        String other = "05900013";
        await().untilAsserted(() ->
                assertThat(serving.state().standings(List.of(ags + "/m1"))).hasSize(1));
        Told.tell(Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)));
        Told.tell(Told.event(other, 1, TIME, Samples.registered(other)));
        await().untilAsserted(() -> row(other));
        assertThat(row(ags).steps()).isEmpty();
        serving.rows().updateOne(Filters.eq("_id", ags), Updates.set("basis", basis(1, 1)));
        Told.tell(Told.event(ags + "/m2", 1, TIME, Samples.begun(ags, "m2", MandateKind.ELECTED)));
        await().untilAsserted(() -> assertThat(row(ags).on(DAY).filled()).isEqualTo(2));
    }

    @Test
    void aMandateThatIsGoneCountsNoMore() {
        String ags = "05900011";
        Told.tell(
                Told.event(ags, 1, TIME, Samples.registered(ags)),
                Told.event(ags + "/m1", 1, TIME, Samples.begun(ags, "m1", MandateKind.ELECTED)),
                Told.event(ags + "/m1", 2, 0, TIME, new CouncilEvent.MandateRestated(ags, "m1", null)));
        await().untilAsserted(() -> assertThat(row(ags).basis()).isEqualTo(basis(1, 1) + basis(2, 0)));
        assertThat(row(ags).on(DAY).filled()).isZero();
    }
}
