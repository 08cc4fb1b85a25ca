package org.ratsnetz.council;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.ratsnetz.platform.security.Role;
import org.ratsnetz.platform.testing.RunningService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running council-service, and how an office talks to it. */
public final class Office implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningService service;

    private Office(RunningService service) {
        this.service = service;
    }

    /** Starts the service on a database of that name. */
    public static Office open(String database, String... arguments) {
        return new Office(RunningService.start(CouncilService.class, database, arguments));
    }

    /** The service. */
    public RunningService service() {
        return service;
    }

    /** A token of the registrar. */
    public String registrar() {
        return service.tokens().role(Role.REGISTRAR);
    }

    /** A token of a council's office. */
    public String council(String ags) {
        return service.tokens().council(ags);
    }

    /** Reads as anyone may. */
    public HttpResponse<String> get(String path) {
        return service.send(service.request(path, ""));
    }

    /**
     * Sends a request.
     *
     * @param body JSON, empty for none
     * @param headers names and values in turns
     */
    public HttpResponse<String> send(String method, String path, String token, String body, String... headers) {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = service.request(path, token).method(method, publisher);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return service.send(request);
    }

    /** Enters a council as the registrar does. */
    public HttpResponse<String> register(String ags) {
        return send("PUT", "/api/councils/" + ags, registrar(), """
                {"committee":{"label":"Integrationsrat","since":"2025-11-01"},"seats":{"elected":18,"council":9}}""");
    }

    /** Changes something as its owner may. */
    public HttpResponse<String> patch(String path, String token, String body) {
        return send("PATCH", path, token, body, "If-Match", "*");
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The entity tag, empty where there is none. */
    public static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }

    /** The type of the problem, without its prefix. */
    public static String problem(HttpResponse<String> answer) {
        return json(answer).path("type").asString("").replace("urn:ratsnetz:problem:", "");
    }

    @Override
    public void close() {
        service.close();
    }
}
