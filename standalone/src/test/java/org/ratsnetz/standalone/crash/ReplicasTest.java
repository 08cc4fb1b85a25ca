package org.ratsnetz.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.platform.crash.WriteLog;
import org.ratsnetz.standalone.journey.Platforms;
import org.ratsnetz.standalone.journey.RunningPlatform;

/**
 * Two processes of council-service, from the packaged jar, write to the same councils; one is killed under load. A client that tries
 * once more at the other one sees no error. {@code -Dratsnetz.long=true} makes it ten rounds.
 */
@ExtendWith(Platforms.Shared.class)
class ReplicasTest {

    private static final int LONG = 10;

    @TempDir
    private Path folder;

    @Test
    void whoTriesOnceMoreAtTheOtherReplicaSeesNoErrorAndOrderIsKept(Platforms platforms) throws Exception {
        RunningPlatform platform = platforms.second();
        long seed = System.nanoTime() % 1_000_000_000;
        int own = Objects.requireNonNull(platform.ports().get("council-service"));
        for (int round = 1; round <= (Boolean.getBoolean("ratsnetz.long") ? LONG : 1); round++) {
            try (WriteLog log = new WriteLog(platform.writes());
                    Replica replica = new Replica(platform, folder.resolve("replica.log"))) {
                EitherReplica either = new EitherReplica(platform, List.of(own, replica.port()));
                try (Writers writers = new Writers(platform, either, log, seed + round)) {
                    writers.start();
                    awaitAnswers(writers, 300);
                    long before = either.again();
                    replica.kill();
                    awaitAnswers(writers, 300);
                    assertThat(writers.finish()).isEmpty();
                    assertThat(either.again())
                            .as("writes that met the dead one")
                            .isGreaterThan(before);
                    System.out.printf(
                            "Replicas: %d writes answered, %d of them at the second try%n",
                            writers.answered(), either.again());
                    assertThat(new Witness(platform).faultsOnceSettled(log)).isEmpty();
                }
            }
        }
    }

    private static void awaitAnswers(Writers writers, int more) {
        long before = writers.answered();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> writers.answered() >= before + more
                        || !writers.surprises().isEmpty());
    }
}
