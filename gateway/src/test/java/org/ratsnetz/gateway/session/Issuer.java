package org.ratsnetz.gateway.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.ratsnetz.gateway.Tokens;

/** A provider that does what the test says: gives tokens that end soon, refuses, or is away. */
final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private final Tokens tokens;
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    volatile String nonce = "";
    volatile String person = "editor";
    /** Seconds of the next token. */
    volatile int life = 300;

    volatile boolean refusing;
    volatile boolean away;

    Issuer(Tokens tokens, int port) {
        this.tokens = tokens;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/metadata", exchange -> answer(exchange, away ? 500 : 200, metadata()));
        server.createContext("/token", this::token);
        server.createContext("/revoke", exchange -> {
            revoked.add(form(exchange).getOrDefault("token", ""));
            answer(exchange, away ? 500 : 200, Map.of());
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private String address() {
        return "http://127.0.0.1:" + port();
    }

    /** How often another token was asked for in place of one. */
    long renewals() {
        return asked.stream()
                .filter(form -> "refresh_token".equals(form.get("grant_type")))
                .count();
    }

    List<String> revoked() {
        return revoked;
    }

    /** As Keycloak's are when it is asked from inside: where tokens are given back, it names the address that browsers use. */
    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                Tokens.ISSUER,
                "authorization_endpoint",
                address() + "/authorize",
                "token_endpoint",
                address() + "/token",
                "revocation_endpoint",
                URI.create(Tokens.ISSUER).resolve("/revoke").toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        asked.add(form(exchange));
        if (away) {
            answer(exchange, 500, Map.of());
        } else if (refusing) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            answer(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            token(Map.of("jti", asked.size()), "at+jwt"),
                            "token_type",
                            "Bearer",
                            "expires_in",
                            life,
                            "scope",
                            "openid profile",
                            "refresh_token",
                            "refresh-" + asked.size(),
                            "id_token",
                            token(Map.of("aud", "web", "nonce", nonce, "name", "Ada Sonnenblume"), "JWT")));
        }
    }

    private String token(Map<String, Object> more, String type) {
        Map<String, Object> claims = tokens.claims();
        claims.put("sub", person);
        claims.put("exp", Instant.now().getEpochSecond() + 300);
        claims.putAll(more);
        Map<String, Object> header = tokens.header();
        header.put("typ", type);
        return tokens.rs256(header, claims);
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String part : body.split("&")) {
            String[] pair = part.split("=", 2);
            form.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = Tokens.json(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
