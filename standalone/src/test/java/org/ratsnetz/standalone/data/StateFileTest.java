package org.ratsnetz.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

class StateFileTest {

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadAndOnlyByItsOwner() throws IOException {
        Path path = folder.resolve("state.json");
        StateFile<Map<String, List<Integer>>> file = new StateFile<>(path, new TypeReference<>() {});
        assertThat(file.read()).isEmpty();
        file.write(Map.of("a", List.of(1, 2)));
        file.write(Map.of("b", List.of(3)));
        assertThat(file.read()).contains(Map.of("b", List.of(3)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void aDamagedFileIsNamedInOneLine() throws IOException {
        for (String content : List.of("", "{", "[]", "null", "{\"a\":[")) {
            Path path = Files.writeString(folder.resolve("state.json"), content);
            StateFile<Map<String, Integer>> file = new StateFile<>(path, new TypeReference<>() {});
            assertThatThrownBy(file::read)
                    .as(content)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageNotContaining("\n");
        }
    }
}
