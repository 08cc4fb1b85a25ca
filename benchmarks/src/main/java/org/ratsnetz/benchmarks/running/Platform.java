package org.ratsnetz.benchmarks.running;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The running platform as its clients know it, by its access.json. */
final class Platform {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "council-";
    private static final Duration RESERVE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    final JsonNode access;
    final String base;

    private record Token(String value, Instant end) {}

    Platform(Path accessFile) throws IOException {
        access = JSON.readTree(Files.readString(accessFile));
        base = access.get("issuer").asString();
        for (JsonNode client : access.get("clients")) {
            String id = client.get("id").asString();
            if (id.startsWith(PREFIX)) {
                secrets.put(id.substring(PREFIX.length()), client.get("secret").asString());
            }
        }
    }

    /** A token of a council that is good for a while: renewed before it ends. */
    private String token(String ags) throws IOException, InterruptedException {
        Token kept = tokens.get(ags);
        if (kept != null && Instant.now().isBefore(kept.end())) {
            return kept.value();
        }
        Token fresh = ask(PREFIX + ags, Objects.requireNonNull(secrets.get(ags)));
        tokens.put(ags, fresh);
        return fresh.value();
    }

    private Token ask(String id, String secret) throws IOException, InterruptedException {
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
        if (answer.statusCode() != 200) {
            throw new IOException("no token for " + id + ": " + answer.statusCode() + " " + answer.body());
        }
        JsonNode token = JSON.readTree(answer.body());
        Duration life = Duration.ofSeconds(token.get("expires_in").asLong()).minus(RESERVE);
        return new Token(token.get("access_token").asString(), Instant.now().plus(life));
    }

    /** AGS of the councils that there are clients for. */
    List<String> councils() {
        return secrets.keySet().stream().sorted().toList();
    }

    /** As a council's own client: an address without a token may ask for little. */
    HttpResponse<String> get(String ags, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token(ags))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> patch(String ags, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token(ags))
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
            JsonNode mandates = JSON.readTree(get(ags, "/api/councils/" + ags + "/mandates?limit=20&state=active")
                    .body());
            mandates.get("items")
                    .forEach(mandate -> ofCouncil.add("/api/councils/" + ags + "/mandates/"
                            + mandate.get("id").asString()));
            paths.put(ags, ofCouncil);
        }
        return paths;
    }
}
