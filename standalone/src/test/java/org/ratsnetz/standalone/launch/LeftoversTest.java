package org.ratsnetz.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

class LeftoversTest {

    @TempDir
    Path data;

    private Child child = Child.start(List.of("true"), Map.of(), new Output.ToLines("", line -> {}));

    @AfterEach
    void end() {
        child.kill();
    }

    @Test
    void whatAKilledLauncherLeftIsEnded() throws Exception {
        child = sleeper("java", data.resolve("mongod").toString());
        new Leftovers(file(), data).remember("mongod", child);
        assertThat(new Leftovers(file(), data).end()).hasSize(1);
        assertThat(child.isRunning()).isFalse();
        assertThat(new Leftovers(file(), data).end()).isEmpty();
    }

    @Test
    void aProcessThatDoesNotNameOurDataIsLeftAlone() throws Exception {
        child = sleeper("java", data.resolveSibling("other").toString());
        new Leftovers(file(), data).remember("mongod", child);
        assertThat(new Leftovers(file(), data).end()).isEmpty();
        assertThat(child.isRunning()).isTrue();
    }

    @Test
    void aProcessOfAnotherProgramIsLeftAlone() throws Exception {
        child = sleeper("editor", data.resolve("mongod").toString());
        new Leftovers(file(), data).remember("mongod", child);
        assertThat(new Leftovers(file(), data).end()).isEmpty();
        assertThat(child.isRunning()).isTrue();
    }

    @Test
    void aProcessThatGotTheIdLaterIsLeftAlone() throws Exception {
        child = sleeper("java", data.resolve("mongod").toString());
        StateFile<List<Leftovers.Entry>> kept = new StateFile<>(file(), new TypeReference<>() {});
        var start = child.handle().info().startInstant().orElseThrow().minusSeconds(60);
        kept.write(List.of(new Leftovers.Entry("mongod", child.pid(), start)));
        assertThat(new Leftovers(file(), data).end()).isEmpty();
        assertThat(child.isRunning()).isTrue();
    }

    private Path file() {
        return data.resolve("processes.json");
    }

    /** A real program that waits, under the wanted name, with the wanted last argument. */
    private Child sleeper(String name, String argument) throws Exception {
        Path program = data.resolve("bin").resolve(name);
        Files.createDirectories(program.getParent());
        Files.copy(Path.of("/usr/bin/tail"), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(Path.of(argument).getParent());
        if (!Files.exists(Path.of(argument))) {
            Files.writeString(Path.of(argument), "");
        }
        Child sleeper =
                Child.start(List.of(program.toString(), "-f", argument), Map.of(), new Output.ToLines("", line -> {}));
        // what sets the signal of its parent's death runs first, and becomes the program
        await().until(() -> sleeper.handle().info().command(), Optional.of(program.toString())::equals);
        return sleeper;
    }
}
