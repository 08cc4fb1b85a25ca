package org.ratsnetz.platform.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Injections into lean processes on the real parts. In the ordinary run one of each kind; {@code -Dratsnetz.long=true
 * -Dratsnetz.injections=300} makes more, {@code -Dratsnetz.seed=… -Dratsnetz.injections=1} one again. It stops by itself after
 * {@code -Dratsnetz.minutes} (55), and has then failed, with a table of what was done.
 */
class CrashLabTest {

    private static final Path TARGET = Path.of("target");
    private static final Duration HEALING = Duration.ofSeconds(60);
    private static final int LONG = 300;

    @Test
    void whateverDiesEveryAnsweredWriteIsToldOnceAndInOrder() throws Exception {
        int wanted =
                Integer.getInteger("ratsnetz.injections", Boolean.getBoolean("ratsnetz.long") ? LONG : CrashLab.KINDS);
        long first = Long.getLong("ratsnetz.seed", new Random().nextInt(1_000_000) * (long) CrashLab.KINDS);
        long until = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("ratsnetz.minutes", 55)).toNanos();
        List<CrashLab.Finding> findings = new ArrayList<>();
        System.out.printf("Crash lab: %d injections, -Dratsnetz.seed=%d%n", wanted, first);
        try (CrashLab lab = new CrashLab(TARGET, HEALING)) {
            while (findings.size() < wanted && System.nanoTime() < until) {
                CrashLab.Finding finding = lab.inject(first + findings.size());
                findings.add(finding);
                System.out.printf(
                        "  %d %s %s: %d writes, %d repeats, %d early, %.1f s %s%n",
                        finding.seed(),
                        finding.fault(),
                        finding.what(),
                        finding.answered(),
                        finding.repeated(),
                        finding.early(),
                        finding.seconds(),
                        finding.clean() ? "" : finding.details());
            }
        } finally {
            Report report = new Report(findings);
            System.out.println(report + report.places());
            System.out.printf("Go on with -Dratsnetz.seed=%d%n", first + findings.size());
        }
        assertThat(findings).allMatch(CrashLab.Finding::clean);
        assertThat(findings).as("in the time it has").hasSize(wanted);
    }

    @Test
    void aRelayThatTellsWhatKafkaHasNotAndAReaderThatLeavesABatchBehindAreFoundOut() throws Exception {
        try (CrashLab lab = new CrashLab(TARGET, Duration.ofMillis(500))) {
            CrashLab.Finding finding =
                    lab.inject(1, new CrashLab.Fault("planted", PublisherFaults::swallows), new Random(1));
            assertThat(finding.faults())
                    .containsKeys(Checker.Kind.LOST, Checker.Kind.HOLE, Checker.Kind.MISMATCH)
                    .doesNotContainKeys(Checker.Kind.PHANTOM, Checker.Kind.DUPLICATE, Checker.Kind.REORDERED);
            assertThat(finding.details())
                    .anyMatch(detail -> detail.startsWith("LOST") && detail.contains("was answered"))
                    .anyMatch(detail -> detail.startsWith("LOST") && detail.contains("nobody acted"));
        }
    }
}
