package org.ratsnetz.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators read about the code is the code. */
class OperationsTest {

    private static final Path ROOT = Path.of(System.getProperty("ratsnetz.root"));
    private static final Pattern OPERATION = Pattern.compile("Mapping\\(\"(/api/operations/[^\"]+)\"\\)");

    @Test
    void everyOperationIsNamed() throws IOException {
        Set<String> operations = new TreeSet<>();
        for (String source : sources()) {
            all(OPERATION, source)
                    .map(path -> path.replace("${ratsnetz.operations.area}", "{area}"))
                    .forEach(operations::add);
        }
        assertThat(operations)
                .contains("/api/operations/{area}/dead-letters", "/api/operations/councils/imports")
                .allSatisfy(path -> assertThat(operations()).contains(path));
    }

    private static String operations() throws IOException {
        return Files.readString(ROOT.resolve("docs/operations.md"));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> files = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(OperationsTest::walk)
                    .toList();
            List<String> sources = new ArrayList<>();
            for (Path file : files) {
                sources.add(Files.readString(file));
            }
            return sources;
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}
