package org.ratsnetz.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTableTest {

    private static final Path ROOT = Path.of(System.getProperty("ratsnetz.root"));
    private static final Pattern METER =
            Pattern.compile("(?:counter|gauge|timer|summary|builder)\\(\\s*\"(ratsnetz\\.[a-z.]+)\"");
    private static final Pattern PREFIX = Pattern.compile("PREFIX = \"(ratsnetz\\.[a-z.]+\\.)\"");
    private static final Pattern REST = Pattern.compile("(?:PREFIX \\+ |counters?\\(\\s*|gauge\\(\\s*)\"([a-z.]+)\"");

    private static final String SERVED = """
            # HELP jvm_info not ours
            # TYPE jvm_info gauge
            jvm_info{runtime="x"} 1
            # HELP ratsnetz_a_total Things
            # TYPE ratsnetz_a_total counter
            ratsnetz_a_total{feature="x",state="y, \\"z\\""} 1.0
            # HELP ratsnetz_b_seconds Time
            # TYPE ratsnetz_b_seconds histogram
            ratsnetz_b_seconds_bucket{kind="k",le="0.1"} 1
            ratsnetz_b_seconds_count{kind="k"} 1
            ratsnetz_b_seconds_sum{kind="k"} 0.05
            # HELP ratsnetz_b_seconds_max Time
            # TYPE ratsnetz_b_seconds_max gauge
            ratsnetz_b_seconds_max{kind="k"} 0.05
            """;
    private static final Map<String, MeterTable.Meter> DOCUMENTED = Map.of(
            "ratsnetz_a_total",
            new MeterTable.Meter("ratsnetz_a_total", "counter", Set.of("feature", "state"), "Things"),
            "ratsnetz_b_seconds",
            new MeterTable.Meter("ratsnetz_b_seconds", "histogram", Set.of("kind"), "Time"));

    @Test
    void aTableThatIsRightHolds() {
        MeterTable.holds(DOCUMENTED, MeterTable.served(SERVED));
    }

    @ParameterizedTest
    @CsvSource({
        "ratsnetz_a_total,ratsnetz_c_total",
        "ratsnetz_a_total counter,ratsnetz_a_total gauge",
        "Things,Other things",
        "feature=,ags=",
        "# TYPE jvm_info,# TYPE ratsnetz_more"
    })
    void aMeterOfAnotherNameTypeTagOrMeaningAndOneMoreAreFound(String was, String is) {
        assertThatThrownBy(() -> MeterTable.holds(DOCUMENTED, MeterTable.served(SERVED.replace(was, is))))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aMeterThatIsNotServedIsFound() {
        assertThatThrownBy(() -> MeterTable.holds(DOCUMENTED, Map.of())).isInstanceOf(AssertionError.class);
    }

    @Test
    void theTableNamesTheMetersOfEachService() {
        assertThat(MeterTable.documented("gateway")).containsKey("ratsnetz_gateway_sessions");
        assertThat(MeterTable.documented("council-service"))
                .containsKey("ratsnetz_imports_running")
                .doesNotContainKey("ratsnetz_gateway_sessions");
    }

    @Test
    void theCodeHasTheMetersOfTheTableAndNoOthers() throws IOException {
        Set<String> inCode = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(MeterTableTest::isSource).toList()) {
                String source = Files.readString(file);
                METER.matcher(source).results().forEach(name -> inCode.add(name.group(1)));
                PREFIX.matcher(source)
                        .results()
                        .forEach(prefix -> REST.matcher(source)
                                .results()
                                .forEach(rest -> inCode.add(prefix.group(1) + rest.group(1))));
            }
        }
        assertThat(inCode.stream().map(name -> name.replace('.', '_')))
                .containsExactlyInAnyOrderElementsOf(MeterTable.documented().values().stream()
                        .map(MeterTableTest::nameInCode)
                        .toList());
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/");
    }

    /** Prometheus adds the unit of timers, and that a counter is a total. */
    private static String nameInCode(MeterTable.Meter meter) {
        return switch (meter.type()) {
            case "counter" -> meter.name().replaceFirst("_total$", "");
            case "summary", "histogram" -> meter.name().replaceFirst("_seconds$", "");
            default -> meter.name();
        };
    }
}
