package org.ratsnetz.standalone.launch;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ratsnetz.standalone.demo.Tokens;
import org.ratsnetz.standalone.identity.Client;
import org.ratsnetz.standalone.identity.Clients;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens by client credentials, as any machine gets them. */
final class TokenSource implements Tokens {

    private static final Duration RESERVE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI tokenUrl;
    private final Clients clients;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    TokenSource(URI tokenUrl, Clients clients, InstantSource clock) {
        this.tokenUrl = tokenUrl;
        this.clients = clients;
        this.clock = clock;
    }

    private record Token(String value, Instant end) {}

    @Override
    public String of(String client) {
        Token kept = tokens.get(client);
        if (kept != null && clock.instant().isBefore(kept.end().minus(RESERVE))) {
            return kept.value();
        }
        Token fresh = ask(client);
        tokens.put(client, fresh);
        return fresh.value();
    }

    private Token ask(String id) {
        String secret = clients.local().stream()
                .filter(client -> client.id().equals(id))
                .map(Client::secret)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No secret of client " + id));
        String body = "grant_type=client_credentials&client_id=" + id + "&client_secret="
                + URLEncoder.encode(String.valueOf(secret), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(tokenUrl)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("No token for " + id + ": status " + response.statusCode());
            }
            JsonNode answer = JSON.readTree(response.body());
            return new Token(
                    answer.path("access_token").asString(),
                    clock.instant().plusSeconds(answer.path("expires_in").asLong()));
        } catch (IOException e) {
            throw new IllegalStateException("No token for " + id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for a token", e);
        }
    }
}
