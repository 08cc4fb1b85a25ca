package org.ratsnetz.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodProgramTest {

    @TempDir
    Path folder;

    @Test
    void theNamedProgramComesFirst() throws IOException {
        Path named = program("named/mongod");
        program("bin/mongod");
        assertThat(MongodProgram.find(Map.of(
                        "MONGOD",
                        named.toString(),
                        "PATH",
                        folder.resolve("bin").toString())))
                .isEqualTo(new MongodProgram(named, "MONGOD"));
    }

    @Test
    void theProgramOnThePathComesSecond() throws IOException {
        Path onPath = program("bin/mongod");
        assertThat(MongodProgram.find(Map.of("PATH", folder.resolve("bin").toString())))
                .isEqualTo(new MongodProgram(onPath, "path"));
    }

    @Test
    void aNamedProgramThatIsNoneIsRefused() {
        assertThatThrownBy(() -> MongodProgram.find(
                        Map.of("MONGOD", folder.resolve("none").toString())))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("MONGOD names");
    }

    @Test
    void withoutAnyTheWaysAreNamedInOneLine() {
        Map<String, String> environment = Map.of("PATH", "", "XDG_CACHE_HOME", "/dev/null/cannot-be-created");
        assertThatThrownBy(() -> MongodProgram.find(environment))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("SPRING_MONGODB_URI")
                .hasMessageContaining("MONGOD")
                .hasMessageContaining("pip")
                .hasMessageNotContaining("\n");
    }

    private Path program(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
        return path;
    }
}
