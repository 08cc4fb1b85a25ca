package org.ratsnetz.board.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ratsnetz.board.RunningBoard;
import org.ratsnetz.board.Samples;
import org.ratsnetz.board.Told;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;

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
        var ended = Told.event(first, 2, TIME, Samples.ended(ags, "m1", MandateKind.ELECTED, LocalDate.of(2026, 3, 31)));
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
}
