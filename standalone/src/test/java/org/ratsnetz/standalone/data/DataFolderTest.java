package org.ratsnetz.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void oneLauncherAtATimeOwnsIt() {
        try (DataFolder first = DataFolder.own(folder.resolve("data"))) {
            assertThat(first.resolve("x")).isEqualTo(folder.resolve("data/x"));
            assertThatThrownBy(() -> DataFolder.own(folder.resolve("data")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("data");
        }
        DataFolder.own(folder.resolve("data")).close();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.own(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("RATSNETZ_DATA");
    }
}
