package org.ratsnetz.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Stands for the services: tells what it was asked, or behaves as badly as the path says. */
public final class Upstream implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String overview = "{\"asOf\":{}}";
    private volatile boolean overviewAway;

    public Upstream(String jwks) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::echo);
        server.createContext("/jwks", exchange -> answer(exchange, 200, jwks));
        server.createContext(
                "/v3/api-docs",
                exchange -> answer(
                        exchange, 200, "{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":\"http://10.0.0.7:8081\"}]}"));
        server.createContext(
                "/api/federation/overview",
                exchange -> answer(exchange, overviewAway ? 500 : 200, overviewAway ? "{}" : overview));
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the overview is from now on. */
    public void overview(String json) {
        overview = json;
        overviewAway = false;
    }

    public void overviewAway() {
        overviewAway = true;
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        return asked.stream().filter(path::equals).count();
    }

    private void echo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        asked.add(path);
        if (path.endsWith("/breaks")) {
            exchange.close();
        } else if (path.endsWith("/half")) {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        } else if (path.endsWith("/slow")) {
            await();
            answer(exchange, 200, "{}");
        } else {
            long size = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            Map<String, List<String>> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
            exchange.getResponseHeaders().set("Server", "a-service/1.2");
            exchange.getResponseHeaders().set("X-Powered-By", "coffee");
            answer(
                    exchange,
                    200,
                    JSON.writeValueAsString(Map.of(
                            "method", exchange.getRequestMethod(), "path", path, "headers", headers, "size", size)));
        }
    }

    private void await() {
        try {
            closing.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
