package org.ratsnetz.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ratsnetz.standalone.journey.Platforms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each query of the dashboards asks for what the running platform serves. That Grafana's own library reads the files is shown by
 * deploy/grafana/validate; that Grafana draws them as meant is shown by nothing here.
 */
@ExtendWith(Platforms.Shared.class)
class DashboardsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path GRAFANA = Path.of(System.getProperty("ratsnetz.root"), "deploy", "grafana");

    @Test
    void eachQueryAsksForWhatTheRunningPlatformServes(Platforms platforms) throws IOException {
        Served served = Served.by(platforms.first());
        Map<String, List<String>> mistakes = new LinkedHashMap<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String query = target.path("expr").asString();
                    mistakes.put(
                            dashboard.path("uid").asString() + ", "
                                    + panel.path("title").asString() + ": " + query,
                            served.mistakes(query));
                }
            }
        }
        assertThat(mistakes).hasSizeGreaterThan(40);
        assertThat(mistakes)
                .allSatisfy((query, found) -> assertThat(found).as(query).isEmpty());
    }

    @Test
    void eachPanelAsksTheProvisionedSourceAndSaysWhatItShows() throws IOException {
        String source = Files.readString(GRAFANA.resolve("provisioning/datasources/prometheus.yml"));
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.path("uid").asString())
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(dashboards().stream()
                        .flatMap(dashboard -> dashboard.path("panels").valueStream()))
                .allSatisfy(panel -> {
                    assertThat(panel.path("description").asString()).isNotBlank();
                    assertThat(panel.path("targets")).isNotEmpty();
                    assertThat(panel.findValuesAsString("uid"))
                            .isNotEmpty()
                            .allSatisfy(uid -> assertThat(source).contains("uid: " + uid + "\n"));
                });
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.sorted().map(file -> JSON.readTree(file)).toList();
        }
    }
}
