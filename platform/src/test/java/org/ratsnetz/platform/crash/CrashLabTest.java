package org.ratsnetz.platform.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Injections into lean processes on the real parts. In the ordinary run one of each case; {@code -Dratsnetz.long=true
 * -Dratsnetz.injections=300} makes more, {@code -Dratsnetz.seed=… -Dratsnetz.injections=1} one again. It stops by itself after
 * {@code -Dratsnetz.minutes} (55), and has then failed, with a table of what was done.
 */
class CrashLabTest {

    private static final int LONG = 300;
    private static final int HIGHEST = 1_000_000_000;

    private static CrashLab lab;

    @BeforeAll
    static void open() throws Exception {
        lab = new CrashLab(Path.of("target"));
    }

    @AfterAll
    static void close() throws IOException {
        lab.close();
    }

    @Test
    void whateverDiesEveryAnsweredWriteIsToldOnceAndInOrder() throws Exception {
        List<Long> seeds = seeds(Long.getLong("ratsnetz.seed", new Random().nextInt(HIGHEST)));
        Duration time = Duration.ofMinutes(Long.getLong("ratsnetz.minutes", 55));
        long until = System.nanoTime() + time.toNanos();
        List<CrashLab.Finding> findings = new ArrayList<>();
        try {
            while (findings.size() < seeds.size() && System.nanoTime() < until) {
                CrashLab.Finding finding = lab.inject(seeds.get(findings.size()));
                findings.add(finding);
                tell(finding);
            }
        } finally {
            Report report = new Report(findings);
            System.out.println(report + report.places());
        }
        assertThat(findings).allMatch(CrashLab.Finding::clean);
        assertThat(findings)
                .as("in %s; go on with -Dratsnetz.seed=%s", time, seeds.getFirst() + findings.size())
                .hasSize(seeds.size());
    }

    private static List<Long> seeds(long first) {
        Integer wanted = Integer.getInteger("ratsnetz.injections");
        if (wanted == null && !Boolean.getBoolean("ratsnetz.long")) {
            return CrashLab.oneOfEach(first);
        }
        return LongStream.range(first, first + (wanted == null ? LONG : wanted))
                .boxed()
                .toList();
    }

    private static void tell(CrashLab.Finding finding) {
        System.out.printf(
                "  -Dratsnetz.seed=%d %s %s: %d writes, %d repeats, %d early, %.1f s %s%n",
                finding.seed(),
                finding.fault(),
                finding.what(),
                finding.answered(),
                finding.repeated(),
                finding.early(),
                finding.seconds(),
                finding.clean() ? "" : finding.details());
    }

    @Test
    void aRelayThatTellsWhatKafkaHasNotAndAReaderThatLeavesABatchBehindAreFoundOut() throws Exception {
        CrashLab.Fault planted = new CrashLab.Fault("planted", PublisherFaults::swallows);
        CrashLab.Finding finding = lab.inject(1, planted, new Random(1), Duration.ofMillis(500));
        assertThat(finding.faults())
                .containsKeys(Checker.Kind.LOST, Checker.Kind.HOLE, Checker.Kind.MISMATCH)
                .doesNotContainKeys(Checker.Kind.PHANTOM, Checker.Kind.DUPLICATE, Checker.Kind.REORDERED);
        assertThat(finding.details())
                .anyMatch(detail -> detail.startsWith("LOST") && detail.contains("was answered"))
                .anyMatch(detail -> detail.startsWith("LOST") && detail.contains("nobody acted"));
    }
}
