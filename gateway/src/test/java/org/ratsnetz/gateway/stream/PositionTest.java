package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private static final Uuid ID = new Uuid(1, 2);
    private static final Layout LAYOUT =
            Layout.of(List.of(new Layout.Topic("council-events", ID, 24), new Layout.Topic("board-events", ID, 24)));

    @Test
    void anIdLeadsBackToItsPosition() {
        for (long scale : new long[] {0, 1, 127, 128, 1L << 35, Long.MAX_VALUE / 48}) {
            Position position =
                    Position.of(LongStream.range(0, 48).map(i -> i * scale).toArray());
            assertThat(Position.parse(position.id(LAYOUT), LAYOUT)).contains(position);
        }
    }

    @Test
    void aPositionAmongOtherTopicsIsNotUnderstood() {
        Layout anew = Layout.of(List.of(
                new Layout.Topic("council-events", new Uuid(3, 4), 24), new Layout.Topic("board-events", ID, 24)));
        assertThat(Position.parse(Position.of(new long[48]).id(LAYOUT), anew)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a b", "????", "AAAAAAAA", "ÄÖÜ", "0123456789012345678901234567890123456789"})
    void whatIsNoIdIsNotUnderstood(String id) {
        assertThat(Position.parse(id, LAYOUT)).isEmpty();
    }

    @Test
    void aCutOrLengthenedIdIsNotUnderstood() {
        String id = Position.of(new long[48]).id(LAYOUT);
        assertThat(Position.parse(id.substring(0, id.length() - 4), LAYOUT)).isEmpty();
        assertThat(Position.parse(id + "AAAA", LAYOUT)).isEmpty();
        assertThat(Position.parse("A".repeat(2_000), LAYOUT)).isEmpty();
    }
}
