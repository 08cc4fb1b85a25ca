package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Layout LAYOUT = Layout.of(List.of(new Layout.Topic("t", Uuid.ZERO_UUID, 2)));
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Window window = new Window(Duration.ofMinutes(5), 1_000, Position.of(new long[] {10, 20}));

    @Test
    void givesWhatCameAfterAPositionInOrder() {
        Frame first = add(1, 0, 10, NOON);
        Frame second = add(2, 1, 20, NOON);
        Frame third = add(3, 0, 11, NOON);
        assertThat(window.since(Position.of(new long[] {10, 20}), 3)).contains(List.of(first, second, third));
        assertThat(window.since(Position.of(new long[] {11, 20}), 3)).contains(List.of(second, third));
        assertThat(window.since(Position.of(new long[] {10, 21}), 2)).contains(List.of(first));
        assertThat(window.since(Position.of(new long[] {12, 21}), 3)).contains(List.of());
    }

    @Test
    void saysWhenSomethingIsNoLongerThere() {
        assertThat(window.since(Position.of(new long[] {9, 20}), 0)).isEmpty();
        add(1, 0, 10, NOON);
        Frame second = add(2, 1, 20, NOON.plusSeconds(400));
        assertThat(window.since(Position.of(new long[] {10, 20}), 2)).isEmpty();
        assertThat(window.since(Position.of(new long[] {11, 20}), 2)).contains(List.of(second));
        assertThat(window.rest(Position.of(new long[] {0, 0}), 2))
                .isEqualTo(new Window.Rest(Position.of(new long[] {11, 20}), List.of(second)));
    }

    @Test
    void neverHoldsMoreBytesThanItMay() {
        Frame last = add(0, 0, 10, NOON);
        for (int i = 1; i <= 100; i++) {
            last = add(i, 0, 10 + i, NOON);
        }
        List<Frame> held = window.rest(Position.of(new long[] {0, 20}), 100).frames();
        assertThat(held.stream().mapToInt(Frame::size).sum()).isBetween(500, 1_000);
        assertThat(held.getLast()).isEqualTo(last);
    }

    @Test
    void forgetsWithAFrameThatItWasShown() {
        Window.Key key = new Window.Key("t", "document", 1, 0);
        window.add(frame(1, 0, 10), key, NOON);
        assertThat(window.holds(key)).isTrue();
        add(2, 0, 11, NOON.plusSeconds(400));
        assertThat(window.holds(key)).isFalse();
    }

    private Frame add(long number, int slot, long offset, Instant time) {
        Frame frame = frame(number, slot, offset);
        window.add(frame, new Window.Key("t", "document", number, 0), time);
        return frame;
    }

    private static Frame frame(long number, int slot, long offset) {
        return Frame.of(number, slot, offset, Position.of(new long[2]), LAYOUT, "change", new byte[100]);
    }
}
