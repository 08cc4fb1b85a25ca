package org.ratsnetz.platform.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ratsnetz.platform.consumption.Sequencing.APPLY;
import static org.ratsnetz.platform.consumption.Sequencing.DROP;
import static org.ratsnetz.platform.consumption.Sequencing.HOLE;

import org.junit.jupiter.api.Test;

class SequencingTest {

    private static Standing at(int epoch, long sequence) {
        return new Standing(epoch, sequence);
    }

    @Test
    void onlyTheNextEventIsApplied() {
        assertThat(Sequencing.event(Standing.NONE, at(1, 1))).isEqualTo(APPLY);
        assertThat(Sequencing.event(Standing.NONE, at(1, 2))).isEqualTo(HOLE);
        assertThat(Sequencing.event(at(1, 4), at(1, 5))).isEqualTo(APPLY);
        assertThat(Sequencing.event(at(1, 4), at(1, 6))).isEqualTo(HOLE);
        assertThat(Sequencing.event(at(1, 4), at(1, 4))).isEqualTo(DROP);
        assertThat(Sequencing.event(at(1, 4), at(1, 3))).isEqualTo(DROP);
    }

    @Test
    void anEventOfAnotherEpochIsOldOrMissesItsRestatement() {
        assertThat(Sequencing.event(at(2, 4), at(1, 5))).isEqualTo(DROP);
        assertThat(Sequencing.event(at(1, 4), at(2, 5))).isEqualTo(HOLE);
        assertThat(Sequencing.event(Standing.NONE, at(3, 1))).isEqualTo(APPLY);
        assertThat(Sequencing.event(at(2, 0), at(2, 1))).isEqualTo(APPLY);
    }

    @Test
    void aRestatementCountsFromTheLastSequenceOn() {
        assertThat(Sequencing.restated(at(1, 4), at(1, 3))).isEqualTo(DROP);
        assertThat(Sequencing.restated(at(1, 4), at(1, 4))).isEqualTo(APPLY);
        assertThat(Sequencing.restated(at(1, 4), at(1, 9))).isEqualTo(APPLY);
        assertThat(Sequencing.restated(at(1, 4), at(2, 1))).isEqualTo(APPLY);
        assertThat(Sequencing.restated(at(2, 1), at(1, 9))).isEqualTo(DROP);
    }

    @Test
    void ranksOrderStandingsOverEpochs() {
        assertThat(at(2, 1).rank()).isGreaterThan(at(1, 1_000_000_000L).rank());
        assertThat(Standing.ofRank(at(3, 77).rank())).isEqualTo(at(3, 77));
    }
}
