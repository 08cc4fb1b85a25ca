package org.ratsnetz.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChildPartTest {

    @TempDir
    private Path folder;

    /** It would only end after ten minutes otherwise. */
    @Test
    @Timeout(60)
    void aPartThatHasNotBegunItsWorkEndsAtOnce() throws Exception {
        Path deaf = folder.resolve("deaf");
        ChildPart part = new SlowToEnd(deaf, folder.resolve("log"), true);
        Thread starting = Thread.ofVirtual().start(() -> {
            try {
                part.start();
            } catch (PartFailed e) {
                // as it must
            }
        });
        await().until(() -> Files.exists(deaf));
        part.stop();
        assertThat(part.isRunning()).isFalse();
        starting.join();
    }

    @Test
    @Timeout(60)
    void aPartAtWorkMayFinishIt() {
        Path deaf = folder.resolve("deaf");
        ChildPart part = new SlowToEnd(deaf, folder.resolve("log"), false);
        part.start();
        await().until(() -> Files.exists(deaf));
        Thread stopping = Thread.ofVirtual().start(part::stop);
        await().until(() -> Files.exists(folder.resolve("deaf.asked")));
        assertThat(part.isRunning()).isTrue();
        part.kill();
        await().until(() -> !stopping.isAlive());
    }

    /** Notes that it was asked to end, and goes on. */
    private static final class SlowToEnd extends ChildPart {

        private final Path deaf;
        private final Path log;
        private final boolean slowToStart;

        SlowToEnd(Path deaf, Path log, boolean slowToStart) {
            super(Duration.ofMinutes(10));
            this.deaf = deaf;
            this.log = log;
            this.slowToStart = slowToStart;
        }

        @Override
        protected Child launch() {
            String script = "trap 'touch %1$s.asked' TERM; touch %1$s; while :; do sleep 0.1; done".formatted(deaf);
            return Child.start(List.of("sh", "-c", script), Map.of(), new Output.ToFile(log));
        }

        @Override
        protected void awaitReady(Child launched) {
            if (slowToStart) {
                Waiting.until("deaf", launched, log.toString(), () -> false);
            }
        }

        @Override
        public String version() {
            return "deaf";
        }
    }
}
