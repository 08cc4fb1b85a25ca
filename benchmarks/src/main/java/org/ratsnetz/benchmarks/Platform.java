package org.ratsnetz.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The running platform as its clients know it, by its access.json. */
final class Platform {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new HashMap<>();
    final JsonNode access;
    final String base;

    Platform(Path accessFile) throws IOException, InterruptedException {
        access = JSON.readTree(Files.readString(accessFile));
        base = access.get("issuer").asString();
        for (JsonNode client : access.get("clients")) {
            String id = client.get("id").asString();
            if (id.startsWith("council-")) {
                tokens.put(
                        id.substring("council-".length()),
                        token(id, client.get("secret").asString()));
            }
        }
    }

    private String token(String id, String secret) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString((URLEncoder.encode(id, StandardCharsets.UTF_8) + ":"
                                + URLEncoder.encode(secret, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(access.get("tokenUrl").asString()))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).get("access_token").asString();
    }

    /** AGS of the councils that there are clients for. */
    List<String> councils() {
        return tokens.keySet().stream().sorted().toList();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> patch(String ags, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(15))
                        .header("Authorization", "Bearer " + tokens.get(ags))
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "*")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Paths of all documents of these councils: their records and some of their mandates. */
    Map<String, List<String>> documents() throws IOException, InterruptedException {
        Map<String, List<String>> paths = new HashMap<>();
        for (String ags : councils()) {
            List<String> ofCouncil = new ArrayList<>(List.of("/api/councils/" + ags));
            JsonNode mandates = JSON.readTree(get("/api/councils/" + ags + "/mandates?limit=20&state=active")
                    .body());
            mandates.get("items")
                    .forEach(mandate -> ofCouncil.add("/api/councils/" + ags + "/mandates/"
                            + mandate.get("id").asString()));
            paths.put(ags, ofCouncil);
        }
        return paths;
    }
}
