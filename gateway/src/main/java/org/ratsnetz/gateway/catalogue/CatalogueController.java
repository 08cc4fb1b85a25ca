package org.ratsnetz.gateway.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.ratsnetz.gateway.route.ServiceDocuments;
import org.ratsnetz.gateway.route.UpstreamSettings;
import org.ratsnetz.platform.asyncapi.AsyncApi;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All interfaces in one place. A service's description names the gateway as its server: nobody reaches it another way. */
@RestController
class CatalogueController {

    private static final String DESCRIPTION = "/v3/api-docs";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Resource OWN = new ClassPathResource("openapi-gateway.json");

    private static final String EVENTS = AsyncApi.json();

    private final ServiceDocuments documents;
    private final Map<String, URI> services;

    CatalogueController(ServiceDocuments documents, UpstreamSettings upstreams) {
        this.documents = documents;
        this.services = Map.of(
                "council", upstreams.council(), "board", upstreams.board(), "notification", upstreams.notification());
    }

    /**
     * Where the descriptions are.
     *
     * @param openapi OpenAPI 3.1 documents, by service
     * @param asyncapi AsyncAPI 3 document of the events
     */
    record Catalogue(List<Entry> openapi, String asyncapi) {}

    /**
     * One description.
     *
     * @param service short name
     * @param href where it is
     */
    record Entry(String service, String href) {
        static Entry of(String service) {
            return new Entry(service, "/api/openapi/" + service);
        }
    }

    @GetMapping("/api/openapi")
    Catalogue catalogue() {
        return new Catalogue(
                List.of(Entry.of("council"), Entry.of("board"), Entry.of("notification"), Entry.of("gateway")),
                "/api/asyncapi");
    }

    @GetMapping(path = "/api/openapi/gateway", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource gateway() {
        return OWN;
    }

    @GetMapping(path = "/api/asyncapi", produces = MediaType.APPLICATION_JSON_VALUE)
    String asyncapi() {
        return EVENTS;
    }

    @GetMapping(path = "/api/openapi/{service}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> openapi(@PathVariable String service) {
        URI address = services.get(service);
        if (address == null) {
            return Mono.error(new Refused(Problem.of(404, "no-such-path", "/api/openapi/" + service)));
        }
        return documents.read(address, DESCRIPTION).map(CatalogueController::throughTheGateway);
    }

    private static byte[] throughTheGateway(byte[] document) {
        JsonNode openapi = JSON.readTree(document);
        if (openapi instanceof ObjectNode object) {
            object.putArray("servers").addObject().put("url", "/");
        }
        return JSON.writeValueAsBytes(openapi);
    }
}
