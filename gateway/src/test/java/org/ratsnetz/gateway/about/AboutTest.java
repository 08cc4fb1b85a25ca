package org.ratsnetz.gateway.about;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import tools.jackson.databind.JsonNode;

class AboutTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @Test
    void aboutNamesWhoseDataAreShown() {
        JsonNode about = RunningGateway.JSON.readTree(GATEWAY.get("/api/about").body());
        assertThat(about.path("name").asString()).isEqualTo("Ratsnetz");
        assertThat(about.path("demo").asBoolean(true)).isFalse();
        assertThat(about.path("version").asString()).isNotEmpty();
        assertThat(about.path("attributions").toString()).contains("Destatis", "Geobasis NRW");
    }
}
