package org.ratsnetz.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is reported of a busy machine. */
class QuietTest {

    /** A machine that others use whole as soon as it is busy. */
    private static Quiet watch(AtomicBoolean busy) {
        return new Quiet(
                () -> busy.get() ? Duration.ofNanos(System.nanoTime()) : Duration.ZERO,
                () -> Duration.ZERO,
                0.1,
                0.3,
                1);
    }

    @Test
    void aRoundIsRefusedWhereOthersWorkWhileItRuns() {
        AtomicBoolean busy = new AtomicBoolean();
        assertThatThrownBy(() -> watch(busy).round(() -> {
                    busy.set(true);
                    return 1;
                }))
                .isInstanceOf(Quiet.Busy.class)
                .hasMessageContaining("While it was measured others used")
                .hasMessageContaining("0.30 are allowed");
    }

    @Test
    void aRoundRunsWhereOthersAreQuiet() throws Exception {
        Quiet quiet = watch(new AtomicBoolean());
        assertThat(quiet.round(() -> 7)).isEqualTo(7);
        assertThat(quiet.most()).isZero();
    }

    @Test
    void nothingIsKeptOfABusyMachine(@TempDir Path root) {
        Options options = Options.of("b1", "--quiet", "-1", "--looks", "1");
        Rounds rounds = new Rounds(options, new Page(root), "b1");
        assertThatThrownBy(() -> rounds.run("64", Map.of(), List.of("P"), system -> Map.of("perSecond", 1.0)))
                .isInstanceOf(Quiet.Busy.class)
                .hasMessageContaining("Before a round others used");
        assertThat(Files.exists(root.resolve("docs/performance/b1.json"))).isFalse();
    }

    @Test
    void nothingIsKeptWhereTheBoundsWereWidened(@TempDir Path root) throws Exception {
        Options options = Options.of("b1", "--quiet", "99", "--others", "99", "--rounds", "1");
        new Rounds(options, new Page(root), "b1").run("64", Map.of(), List.of("P"), system -> Map.of("perSecond", 1.0));
        assertThat(Files.exists(root.resolve("docs/performance/b1.json"))).isFalse();
    }

    @Test
    void whatTheKernelSaysIsRead() {
        assertThat(CpuTime.machine("cpu  100 20 3 4000 50 6 7 8 0 0\ncpu0 1 2 3 4\n"))
                .isEqualTo(Duration.ofMillis(1_230));
        String stat = "42 (a (strange) name) S 1 42 42 0 -1 4194304 102 0 0 0 11 22 33 44 20 0 1 0 100";
        assertThat(CpuTime.process(stat, false)).isEqualTo(Duration.ofMillis(330));
        assertThat(CpuTime.process(stat, true)).isEqualTo(Duration.ofMillis(1_100));
        assertThat(CpuTime.ofMachine()).isPositive();
        assertThat(CpuTime.ofUs()).isPositive().isLessThan(CpuTime.ofMachine());
    }
}
