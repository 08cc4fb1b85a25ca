package org.ratsnetz.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.platform.crash.Checker;
import org.ratsnetz.platform.crash.WriteLog;
import org.ratsnetz.standalone.journey.Platforms;
import org.ratsnetz.standalone.journey.RunningPlatform;

/**
 * Kills processes at random under load, lets the platform come back, and looks at what is there: every answered write, each
 * document's events complete and in order, the aggregate equal to a fold of the topic. In every fifth round, and the
 * last, everything dies at once, MongoDB and the launcher too. {@code -Dratsnetz.long=true} makes it twenty rounds instead of one,
 * {@code -Dratsnetz.seed=…} the same rounds again. Deaths at chosen places are {@code CrashLabTest}'s.
 */
@ExtendWith(Platforms.Shared.class)
class CrashTest {

    private static final int SHORT = 1;
    private static final int LONG = 20;
    private static final int ALL_EVERY = 5;

    @Test
    void whateverDiesEveryAnsweredWriteIsThereOnceAndInOrder(Platforms platforms) throws Exception {
        long seed = Long.getLong("ratsnetz.seed", System.nanoTime() % 1_000_000_000);
        int rounds = Boolean.getBoolean("ratsnetz.long") ? LONG : SHORT;
        System.out.println("Crash test: " + rounds + " rounds, -Dratsnetz.seed=" + seed);
        Random random = new Random(seed);
        RunningPlatform platform = platforms.second();
        try (WriteLog log = new WriteLog(platform.writes());
                Writers writers = new Writers(platform, log, seed)) {
            for (int round = 1; round <= rounds; round++) {
                boolean all = round % ALL_EVERY == 0 || round == rounds;
                round(platform, log, writers, random, round, all);
            }
        }
    }

    private static void round(
            RunningPlatform platform, WriteLog log, Writers writers, Random random, int round, boolean all)
            throws Exception {
        writers.start();
        awaitAnswers(writers, 20 + random.nextInt(200));
        List<String> killed = all ? killAll(platform) : killSome(platform, random);
        if (all) {
            platform.startAgain();
        }
        awaitAnswers(writers, 20 + random.nextInt(100));
        assertThat(writers.finish()).isEmpty();
        Witness witness = new Witness(platform);
        long began = System.nanoTime();
        List<Checker.Fault> faults = witness.faultsOnceSettled(log);
        System.out.printf(
                "Round %d: killed %s, %d writes answered so far, equal after %.1f s%n",
                round, killed, writers.answered(), (System.nanoTime() - began) / 1e9);
        assertThat(faults).isEmpty();
    }

    private static void awaitAnswers(Writers writers, int more) {
        long before = writers.answered();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> writers.answered() >= before + more);
    }

    /** Some processes but mongod and the launcher, one at least. */
    private static List<String> killSome(RunningPlatform platform, Random random) {
        Map<String, Long> processes = platform.processes();
        processes.remove("mongod");
        List<String> names = new ArrayList<>(processes.keySet());
        Collections.sort(names);
        Collections.shuffle(names, random);
        List<String> killed = names.subList(0, 1 + random.nextInt(names.size()));
        killed.forEach(name -> kill(processes.get(name)));
        return killed;
    }

    private static List<String> killAll(RunningPlatform platform) {
        Map<String, Long> processes = platform.processes();
        platform.launcher().kill();
        processes.values().forEach(CrashTest::kill);
        return List.of("all");
    }

    private static void kill(Long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }
}
