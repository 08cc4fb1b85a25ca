package org.ratsnetz.platform.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ratsnetz.platform.envelope.Envelope;

class SendingTest {

    @SuppressWarnings("NullAway") // only the relay uses it
    private static final Writer<String> NO_WRITER = null;

    private final Sending<String> sending = new Sending<>(NO_WRITER, owing(5, 6, 7), 0);

    @Test
    void onlyTheAcknowledgedPrefixCounts() {
        assertThat(positions(sending.take())).containsExactly(5L, 6L, 7L);
        sending.acknowledge(5);
        sending.acknowledge(7);
        assertThat(sending.acknowledged()).isEqualTo(5);
        assertThat(sending.done()).isFalse();
        sending.acknowledge(6);
        assertThat(sending.acknowledged()).isEqualTo(7);
        assertThat(sending.done()).isTrue();
    }

    @Test
    void afterAFailureEverythingFromTheFirstUnacknowledgedIsSentAgain() {
        sending.take();
        sending.acknowledge(5);
        sending.fail(1, true);
        assertThat(sending.settled()).as("7 is still in flight").isFalse();
        sending.acknowledge(7);
        assertThat(sending.done()).isFalse();
        assertThat(sending.settled()).isTrue();
        assertThat(sending.settled()).as("told once").isFalse();
        sending.rewind();
        assertThat(positions(sending.take())).containsExactly(6L, 7L);
    }

    @Test
    void nothingNewIsSentWhileAFailureIsUnsettled() {
        sending.take();
        sending.fail(3, false);
        assertThat(sending.settled()).isTrue();
        assertThat(sending.heals()).isFalse();
        sending.update(owing(5, 6, 7, 8));
        assertThat(sending.take()).as("until the pause is over").isEmpty();
        sending.rewind();
        assertThat(positions(sending.take())).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void recordsBehindOneThatFailedAtOnceAreNotTried() {
        sending.take();
        assertThat(sending.holdBack(3)).isFalse();
        sending.fail(1, true);
        assertThat(sending.holdBack(2)).isTrue();
        assertThat(sending.settled()).as("nothing is in flight").isTrue();
        sending.rewind();
        assertThat(positions(sending.take())).containsExactly(5L, 6L, 7L);
    }

    @Test
    void aNewerVersionSendsOnlyWhatWasNotSent() {
        sending.take();
        sending.update(owing(5, 6, 7, 8));
        assertThat(positions(sending.take())).containsExactly(8L);
    }

    @Test
    void whatANewerVersionNoLongerOwesIsWithKafka() {
        assertThat(positions(sending.take())).containsExactly(5L, 6L, 7L);
        sending.update(owing(9));
        assertThat(positions(sending.take())).containsExactly(9L);
        sending.acknowledge(9);
        assertThat(sending.acknowledged()).isEqualTo(9);
        assertThat(sending.done()).as("5, 6 and 7 are in flight again").isFalse();
        sending.acknowledge(5);
        sending.acknowledge(6);
        sending.acknowledge(7);
        assertThat(sending.done()).isTrue();
    }

    private static List<Long> positions(List<Pending> pendings) {
        return pendings.stream().map(Pending::position).toList();
    }

    private static Stored<String> owing(long... positions) {
        List<Pending> outbox = LongStream.of(positions)
                .mapToObj(position -> new Pending(
                        position,
                        "topic",
                        "key",
                        new Envelope("id", "type", "/test", "doc", Instant.EPOCH, position, 1, null, null),
                        new byte[0]))
                .toList();
        long last = positions[positions.length - 1];
        return new Stored<>(
                "doc", "key", 1, last, last, 1, last, last, outbox, List.of(), List.of(), "by", Instant.EPOCH, "state");
    }
}
