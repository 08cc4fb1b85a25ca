package org.ratsnetz.platform.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a process ends at one is proved by whoever kills processes with it. */
class FailPointTest {

    @BeforeEach
    @AfterEach
    void disarm() {
        System.clearProperty("fail.skip");
        FailPoint.arm();
    }

    @Test
    void eachNthTimeIsLeftOutOfThatNameOnly() {
        System.setProperty("fail.skip", "here:3");
        FailPoint.arm();
        List<Boolean> skipped =
                Stream.generate(() -> FailPoint.skips("here")).limit(6).toList();
        assertThat(skipped).containsExactly(false, false, true, false, false, true);
        assertThat(Stream.generate(() -> FailPoint.skips("there")).limit(6)).containsOnly(false);
    }

    @Test
    void withoutAWordNothingIsLeftOut() {
        assertThat(Stream.generate(() -> FailPoint.skips("here")).limit(6)).containsOnly(false);
    }

    @Test
    void aPlaceWithoutANumberIsRefused() {
        System.setProperty("fail.skip", "here");
        assertThatIllegalArgumentException().isThrownBy(FailPoint::arm).withMessageContaining("<name>:<nth>");
    }
}
