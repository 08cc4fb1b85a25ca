package org.ratsnetz.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.standalone.journey.Platforms;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules of Prometheus: they ask for what the running platform serves, fire as they are meant to, and are explained. */
@ExtendWith(Platforms.Shared.class)
class AlertsTest {

    private static final Path ROOT = Path.of(System.getProperty("ratsnetz.root"));
    private static final Path RULES = ROOT.resolve("deploy/prometheus/rules.yml");
    private static final Pattern EXPLAINED = Pattern.compile("^\\| `([A-Z][A-Za-z]+)` \\|", Pattern.MULTILINE);

    @Test
    void eachAlertAsksForWhatTheRunningPlatformServes(Platforms platforms) throws IOException {
        Served served = Served.by(platforms.first());
        Map<String, List<String>> mistakes = new LinkedHashMap<>();
        for (Map<String, Object> rule : rules()) {
            mistakes.put(text(rule, "alert"), served.mistakes(text(rule, "expr")));
        }
        assertThat(mistakes).hasSizeGreaterThan(10);
        assertThat(mistakes)
                .allSatisfy((alert, found) -> assertThat(found).as(alert).isEmpty());
    }

    @Test
    void eachAlertSaysWhatToDoAndIsExplained() throws IOException {
        List<String> alerts = rules().stream().map(rule -> text(rule, "alert")).toList();
        String operations = Files.readString(ROOT.resolve("docs/operations.md"));
        assertThat(operations).contains("\n## Alerts\n");
        assertThat(EXPLAINED.matcher(operations).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(alerts);
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(map(rule, "labels").get("severity")).isIn("page", "ticket");
            assertThat(text(map(rule, "annotations"), "summary")).contains(": ").endsWith(".");
            assertThat(map(rule, "annotations")).containsEntry("runbook", "docs/operations.md#alerts");
        });
    }

    @Test
    void eachAlertIsTriedByAnExample() throws IOException {
        String tried = Files.readString(RULES.resolveSibling("rules.test.yml"));
        assertThat(rules()).allSatisfy(rule -> assertThat(tried).contains("alertname: " + text(rule, "alert")));
    }

    /** Prometheus' own tool runs the examples. It is there where Debian's package prometheus is. */
    @Test
    void prometheusTakesTheRulesAndTheyFireAsTheExamplesSay() throws Exception {
        if (!onThePath("promtool")) {
            String message = "ALERTS WERE NOT TRIED: that needs promtool (Debian: apt-get install prometheus)";
            System.err.println(message);
            Assertions.assertNotEquals("required", System.getenv("RATSNETZ_PROMTOOL"), message);
            Assumptions.abort(message);
        }
        promtool("check", "config", "prometheus.yml");
        promtool("test", "rules", "rules.test.yml");
    }

    private static boolean onThePath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(RULES.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(RULES));
        return list(file, "groups").stream()
                .flatMap(group -> list(group, "rules").stream())
                .toList();
    }

    @SuppressWarnings("unchecked") // YAML knows no other lists here
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked") // YAML knows no other maps
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.getOrDefault(name, Map.of());
    }

    private static String text(Map<String, Object> of, String name) {
        return String.valueOf(of.get(name));
    }
}
