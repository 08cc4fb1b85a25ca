package org.ratsnetz.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's API as a client of it sees it, through the gateway. */
final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI gateway;
    private final Tokens tokens;

    Api(URI gateway, Tokens tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param etag entity tag, empty where there is none
     * @param location address of what was made, empty where there is none
     * @param body body; a missing node where there is none
     */
    record Answer(int status, String etag, String location, JsonNode body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    Answer get(String client, String path) throws IOException, InterruptedException {
        return send(client, request(path).GET());
    }

    Answer patch(String client, String path, String etag, JsonNode change) throws IOException, InterruptedException {
        return send(
                client,
                request(path)
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", etag)
                        .method("PATCH", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(change))));
    }

    Answer post(String client, String path, JsonNode body) throws IOException, InterruptedException {
        return send(
                client,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** Uploads records, one a line. */
    Answer upload(String client, String path, Iterable<? extends JsonNode> lines)
            throws IOException, InterruptedException {
        StringBuilder file = new StringBuilder();
        lines.forEach(line -> file.append(JSON.writeValueAsString(line)).append('\n'));
        return send(
                client,
                request(path)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(file.toString(), StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private Answer send(String client, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                request.header("Authorization", "Bearer " + tokens.of(client)).build(), BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("ETag").orElse(""),
                response.headers().firstValue("Location").orElse(""),
                body(response.body()));
    }

    private static JsonNode body(byte[] bytes) {
        try {
            return bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes);
        } catch (JacksonException e) {
            return JSON.missingNode(); // an error page of something in between
        }
    }
}
