package org.ratsnetz.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import tools.jackson.databind.JsonNode;

class CatalogueTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    @Test
    void everyDescriptionThatIsListedIsThere() {
        JsonNode catalogue = json("/api/openapi");
        assertThat(catalogue
                        .path("openapi")
                        .valueStream()
                        .map(entry -> entry.path("service").asString()))
                .containsExactly("council", "board", "notification", "gateway");
        catalogue.path("openapi").valueStream().forEach(entry -> {
            JsonNode document = json(entry.path("href").asString());
            assertThat(document.path("openapi").asString()).startsWith("3.1");
            assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
        });
        JsonNode events = json(catalogue.path("asyncapi").asString());
        assertThat(events.path("asyncapi").asString()).startsWith("3.");
        assertThat(events.toString()).contains("council-changed", "finding-opened");
    }

    /** The provider has no description of its own: nobody could find out how to get a token. */
    @Test
    void tokensAndClientsAreDescribedToo() {
        JsonNode paths = json("/api/openapi/gateway").path("paths");
        assertThat(paths.propertyNames())
                .contains("/oauth2/token", "/api/clients", "/api/clients/{id}", "/api/clients/{id}/secret");
        assertThat(paths.at("/~1api~1clients~1{id}").propertyNames()).contains("get", "delete");
    }

    @Test
    void anUnknownServiceIsAProblem() {
        HttpResponse<String> answer = GATEWAY.get("/api/openapi/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:ratsnetz:problem:no-such-path");
    }

    private static JsonNode json(String path) {
        HttpResponse<String> answer = GATEWAY.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return RunningGateway.JSON.readTree(answer.body());
    }
}
