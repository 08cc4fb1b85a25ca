package org.ratsnetz.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path folder;

    @Test
    void itsLinesReachTheSink() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Child child = Child.start(
                List.of("sh", "-c", "echo $GREETING; echo two >&2"),
                Map.of("GREETING", "one"),
                new Output.ToLines("here", lines::add));
        assertThat(child.ended()).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(0);
        await().untilAsserted(() -> assertThat(lines).containsExactly("one", "two"));
    }

    @Test
    void whatItSaysWhileItEndsIsHeard() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Child child = Child.start(
                List.of("sh", "-c", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done"),
                Map.of(),
                new Output.ToLines("here", lines::add));
        await().untilAsserted(() -> assertThat(lines).contains("ready"));
        child.stop(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(lines).containsExactly("ready", "bye"));
    }

    @Test
    void aChildThatWillNotEndIsEnded() {
        Child child = Child.start(
                List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
                Map.of(),
                new Output.ToFile(folder.resolve("log")));
        child.stop(Duration.ofMillis(300));
        assertThat(child.isRunning()).isFalse();
    }

    @Test
    void whatAChildHasStartedEndsWithIt() throws Exception {
        Path pid = folder.resolve("pid");
        Child child = Child.start(
                List.of("sh", "-c", "sleep 600 & echo $! > " + pid + ".part; mv " + pid + ".part " + pid + "; wait"),
                Map.of(),
                new Output.ToFile(folder.resolve("log")));
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(pid));
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        child.kill();
        assertThat(child.isRunning()).isFalse();
        await().atMost(Duration.ofSeconds(5)).until(() -> !grandchild.isAlive());
    }

    @Test
    void aMissingProgramIsNamed() {
        assertThatThrownBy(() -> Mongods.nowhere(folder).start())
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("mongod ended with code")
                .hasMessageContaining("log");
    }

    /** The kernel ends the grandchild although its parent, a JVM, was killed and could do nothing. */
    @Test
    void childrenOfAKilledJvmEnd() throws Exception {
        Path pid = folder.resolve("pid");
        Child parent = Child.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        pid.toString()),
                Map.of(),
                new Output.ToFile(folder.resolve("log")));
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(pid) && Files.size(pid) > 0);
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
        parent.kill();
        await().atMost(Duration.ofSeconds(5)).until(() -> !grandchild.isAlive());
    }

    /** The JVM that is killed. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            Child child =
                    Child.start(List.of("sleep", "600"), Map.of(), new Output.ToFile(file.resolveSibling("sleep.log")));
            Path written = Files.writeString(file.resolveSibling("pid.part"), Long.toString(child.pid()));
            Files.move(written, file);
            child.ended().join();
        }
    }

    private static final class Mongods {

        static Mongod nowhere(Path folder) {
            MongodProgram missing = new MongodProgram(folder.resolve("no-such-program"), "test");
            return new Mongod(
                    missing, folder.resolve("data"), Ports.free(), new Output.ToFile(folder.resolve("mongod.log")));
        }
    }
}
