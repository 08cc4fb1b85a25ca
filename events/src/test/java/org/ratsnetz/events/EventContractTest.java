package org.ratsnetz.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract with everyone who reads our topics: one golden file per wire type and shape, never edited, only added; and the way
 * of an event through the code, as the table in the documents tells it.
 */
class EventContractTest {

    private static final Path ROOT =
            Path.of(System.getProperty("ratsnetz.root", "..")).toAbsolutePath().normalize();
    private static final Path GOLDEN = ROOT.resolve("events/src/test/resources/golden");
    private static final Pattern BIRTH = Pattern.compile("new\\s+(?:\\w+\\.)?(\\w+)\\(");
    private static final Pattern HEARING =
            Pattern.compile("(?:(?:case|instanceof)\\s+(?:\\w+\\.)?|filter\\()(\\w+)\\b");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| ([^|]+) \\| ([^|]*) \\| ([^|]*) \\|");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    @Test
    void wireNamesAreKebabCaseAndNobodysTwice() {
        int types = CouncilEvent.class.getPermittedSubclasses().length
                + BoardEvent.class.getPermittedSubclasses().length
                + 2;
        assertThat(Samples.types()).hasSize(types);
        assertThat(Samples.types().keySet()).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void everyTypeSaysItsNameByItself() {
        assertThat(WireNames.of(CouncilEvent.class).all()).hasSize(CouncilEvent.class.getPermittedSubclasses().length);
        assertThat(WireNames.of(BoardEvent.class).all()).hasSize(BoardEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void goldenFilesAreExactlyTheSamples() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Samples.all().keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrittenIsTheGoldenFile() {
        return Samples.all().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.getKey(),
                        () -> assertThat(JSON.readTree(JSON.writeValueAsBytes(sample.getValue())))
                                .isEqualTo(golden(sample.getKey()))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsReadFromTheGoldenFileIsWhatWasWritten() {
        return Samples.all().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.getKey(),
                        () -> assertThat(JSON.treeToValue(
                                        golden(sample.getKey()),
                                        sample.getValue().getClass()))
                                .isEqualTo(sample.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> fieldsOfALaterReleaseAreIgnored() {
        return Samples.all().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> {
                    JsonNode later = golden(sample.getKey());
                    addUnknown(later);
                    assertThat(JSON.treeToValue(later, sample.getValue().getClass()))
                            .isEqualTo(sample.getValue());
                }));
    }

    @Test
    void noPersonTravelsInAnEventTopic() {
        Samples.all().forEach((name, sample) -> {
            if (sample instanceof CouncilEvent || sample instanceof BoardEvent) {
                assertThat(JSON.writeValueAsString(sample)).as(name).doesNotContain("\"person\"", "\"gender\"");
            }
        });
    }

    @Test
    void aRestatedEventHasAFormForGone() {
        assertThat(new CouncilEvent.CouncilRestated("05315000", null).gone()).isTrue();
        assertThat(new CouncilEvent.MandateRestated("05315000", "m-17", null).gone())
                .isTrue();
        assertThat(golden("council-restated.least").has("council")).isFalse();
        assertThat(golden("mandate-restated.least").has("mandate")).isFalse();
    }

    @Test
    void newsIsBornInOnePlace() {
        Samples.types().forEach((name, type) -> {
            if (!name.endsWith("-restated")) { // told by its aggregate, or "gone" by who finds none
                assertThat(places(BIRTH, type.getSimpleName()))
                        .as(name + " is born in")
                        .hasSize(1);
            }
        });
    }

    @Test
    void theTableInTheDocumentsIsTheCode() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
        while (row.find()) {
            assertThat(row.group(2).strip()).as("meaning of " + row.group(1)).hasSizeGreaterThan(10);
            rows.put(row.group(1), row.group(3).strip() + " → " + row.group(4).strip());
        }
        Map<String, String> expected = new TreeMap<>();
        Samples.types()
                .forEach((name, type) -> expected.put(
                        name,
                        text(places(BIRTH, type.getSimpleName())) + " → "
                                + text(places(HEARING, type.getSimpleName()))));
        assertThat(rows).isEqualTo(expected);
    }

    private static String text(List<String> places) {
        return places.isEmpty() ? "–" : String.join(", ", new TreeSet<>(places));
    }

    /** Classes of all modules' main sources where the pattern finds that type, as {@code module/Class}. */
    private static List<String> places(Pattern pattern, String type) {
        List<String> places = new ArrayList<>();
        for (Map.Entry<Path, String> source : Sources.ALL.entrySet()) {
            Matcher matcher = pattern.matcher(source.getValue());
            while (matcher.find()) {
                if (Objects.equals(matcher.group(1), type)) {
                    places.add("`" + ROOT.relativize(source.getKey()).getName(0) + "/"
                            + source.getKey().getFileName().toString().replace(".java", "") + "`");
                }
            }
        }
        return places;
    }

    /** Main sources of all modules, read once. */
    private static final class Sources {

        static final Map<Path, String> ALL = read();

        private static Map<Path, String> read() {
            Map<Path, String> sources = new TreeMap<>();
            try (Stream<Path> modules = Files.list(ROOT)) {
                for (Path main : modules.map(module -> module.resolve("src/main/java"))
                        .filter(Files::isDirectory)
                        .toList()) {
                    try (Stream<Path> files = Files.walk(main)) {
                        for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                                .toList()) {
                            sources.put(file, Files.readString(file));
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sources;
        }
    }

    private static void addUnknown(JsonNode node) {
        node.properties().forEach(entry -> {
            if (!Set.of("documents", "figures").contains(entry.getKey())) { // maps, whose names are data
                addUnknown(entry.getValue());
            }
        });
        if (node instanceof ObjectNode object) {
            object.put("ofALaterRelease", "x");
        }
    }

    private static JsonNode golden(String name) {
        try {
            return JSON.readTree(Files.readAllBytes(GOLDEN.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no golden file for " + name, e);
        }
    }
}
