package org.ratsnetz.gateway.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/**
 * Written answers in place of the notification service: one subscriber with two subscriptions, {@code good} as the token of every link,
 * any other one is of no use any more. Tells what it was asked.
 */
final class CannedSubscriptions {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COUNCIL = """
            {"id":"a1","scope":{"council":"05315000"},"scopeName":"Köln","kinds":[],"since":"2026-11-02T10:00:00Z"}""";
    private static final String REGION = """
            {"id":"b2","scope":{"region":"Münster"},"scopeName":"Regierungsbezirk Münster","kinds":["mandate-ended"],\
            "since":"2026-11-09T10:00:00Z"}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String language = "de";
    private volatile String channel = "email";
    private volatile boolean left;
    private volatile int refusals;

    void answer(HttpServer server) {
        server.createContext(
                "/api/subscriptions/offer",
                exchange -> CannedPlatform.send(exchange, 200, "application/json", CannedPlatform.file("offer.json")));
        server.createContext("/api/subscriptions", this::wish);
        server.createContext("/api/subscriptions/confirmation", this::confirmation);
        server.createContext("/api/subscriptions/preferences", this::preferences);
        server.createContext("/api/subscriptions/unsubscribe", this::unsubscribe);
    }

    /** What was asked that changes something: method, path without query, body. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The subscriber's language from now on. */
    void speak(String tag) {
        language = tag;
    }

    /** The subscriber gets text messages from now on. */
    void bySms() {
        channel = "sms";
    }

    /** The next wishes are refused: the first for its address, the second because there are too many. */
    void refuseTwice() {
        refusals = 2;
    }

    private void wish(HttpExchange exchange) throws IOException {
        note(exchange);
        int refusal = refusals;
        refusals = Math.max(0, refusal - 1);
        if (refusal == 2) {
            problem(exchange, 422, """
                    {"status":422,"detail":"Bitte die Angaben prüfen.","errors":[{"pointer":"/address",\
                    "detail":"Diese Adresse nimmt keine Post an."}]}""");
        } else if (refusal == 1) {
            exchange.getResponseHeaders().set("Retry-After", "300");
            problem(exchange, 429, "{\"status\":429,\"detail\":\"Zu viele.\"}");
        } else {
            json(exchange, 202, "{\"message\":\"gesendet\"}");
        }
    }

    private void confirmation(HttpExchange exchange) throws IOException {
        if (lives(exchange)) {
            String more = isGet(exchange) ? "" : ",\"preferences\":\"good\"";
            json(exchange, 200, """
                    {"channel":"%s","address":"%s","language":"%s","scope":{"council":"05315000"},"scopeName":"Köln",\
                    "kinds":["mandate-begun","mandate-ended"],"expiresAt":"2099-11-26T09:00:00Z"%s}""".formatted(channel, address(), language, more));
        }
    }

    private void preferences(HttpExchange exchange) throws IOException {
        if (!lives(exchange)) {
            return;
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            CannedPlatform.send(exchange, 204, "application/json", new byte[0]);
        } else {
            json(
                    exchange,
                    200,
                    "{\"channel\":\"%s\",\"address\":\"%s\",\"language\":\"%s\",\"subscriptions\":[%s,%s]}"
                            .formatted(channel, address(), language, COUNCIL, REGION));
        }
    }

    private void unsubscribe(HttpExchange exchange) throws IOException {
        if (lives(exchange)) {
            left |= !isGet(exchange);
            json(
                    exchange,
                    200,
                    "{\"address\":\"%s\",\"subscriptions\":[%s]}"
                            .formatted(address(), left ? "" : COUNCIL + "," + REGION));
        }
    }

    private String address() {
        return channel.equals("sms") ? "+49 171 ••••567" : "n••••@beispiel.de";
    }

    /** Whether the link is a good one; else says that it is not. */
    private boolean lives(HttpExchange exchange) throws IOException {
        note(exchange);
        if (String.valueOf(exchange.getRequestURI().getQuery()).contains("token=good")) {
            return true;
        }
        problem(exchange, 410, "{\"status\":410,\"detail\":\"Der Link wurde schon benutzt oder ist abgelaufen.\"}");
        return false;
    }

    private void note(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!isGet(exchange)) {
            asked.add((exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath() + " " + body)
                    .strip());
        }
    }

    private static boolean isGet(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET");
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        CannedPlatform.send(exchange, status, "application/json", JSON.writeValueAsBytes(JSON.readTree(body)));
    }

    private static void problem(HttpExchange exchange, int status, String body) throws IOException {
        CannedPlatform.send(exchange, status, "application/problem+json", JSON.writeValueAsBytes(JSON.readTree(body)));
    }
}
