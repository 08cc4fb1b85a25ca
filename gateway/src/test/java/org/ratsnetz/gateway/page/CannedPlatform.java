package org.ratsnetz.gateway.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The page's real files under the gateway's content policy, with written answers in place of the services. */
final class CannedPlatform implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";
    private static final String NOBODY = "{\"signedIn\":false}";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<BlockingQueue<String>> readers = new CopyOnWriteArrayList<>();
    private final AtomicInteger overviewsRead = new AtomicInteger();
    private final Map<PathPattern, PageFile> files = pages();
    private final HttpServer server;
    private ObjectNode overview = answer("overview.json");
    private ObjectNode councils = answer("councils.json");
    private final ObjectNode council = answer("council.json");
    private final ObjectNode mandates = answer("mandates.json");
    private final ObjectNode changes = answer("changes.json");
    private final CannedSubscriptions subscriptions = new CannedSubscriptions();
    private volatile boolean failing;
    private final List<String> signOuts = new CopyOnWriteArrayList<>();
    private volatile String session = NOBODY;

    CannedPlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext("/api/session", exchange -> json(exchange, JSON.readTree(session)));
        server.createContext("/logout", exchange -> {
            signOuts.add(exchange.getRequestHeaders().getFirst("X-CSRF-TOKEN"));
            session = NOBODY;
            send(exchange, 204, "application/json", new byte[0]);
        });
        server.createContext("/api/about", exchange -> json(exchange, answer("about.json")));
        server.createContext("/api/federation/overview", exchange -> {
            overviewsRead.incrementAndGet();
            json(exchange, overview());
        });
        server.createContext("/api/federation/councils", exchange -> json(exchange, councils()));
        server.createContext("/api/federation/councils/", exchange -> of(exchange, () -> changes.toString()));
        server.createContext(
                "/api/councils/",
                exchange -> of(exchange, () -> {
                    boolean list = exchange.getRequestURI().getPath().endsWith("/mandates");
                    return (list ? mandates : council).toString();
                }));
        server.createContext("/api/municipalities/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().endsWith("/05124000");
            send(
                    exchange,
                    known ? 200 : 404,
                    "application/json",
                    "{\"name\":\"Wuppertal\"}".getBytes(StandardCharsets.UTF_8));
        });
        subscriptions.answer(server);
        server.createContext("/api/federation/findings", exchange -> json(exchange, findings(exchange)));
        server.createContext("/api/federation/stream", this::stream);
        server.start();
    }

    String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/";
    }

    /** Serves what one page needs beside the rest. */
    void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** From now on the services are away (503), or back. */
    void fail(boolean now) {
        failing = now;
        readers.forEach(reader -> reader.add(""));
    }

    /** From now on somebody is signed in, or nobody. */
    void session(String json) {
        session = json;
    }

    /** The proofs that came with requests to sign out. */
    List<String> signOuts() {
        return List.copyOf(signOuts);
    }

    synchronized void empty() {
        councils = JSON.createObjectNode().set("items", JSON.createArrayNode());
    }

    int overviewsRead() {
        return overviewsRead.get();
    }

    int readers() {
        return readers.size();
    }

    synchronized ObjectNode overview() {
        return overview.deepCopy();
    }

    synchronized ObjectNode councils() {
        return councils.deepCopy();
    }

    /** A seat is taken: the stream tells it, the figures do not know it yet. */
    void tellMandateBegun(String ags, long offset) {
        ObjectNode record = JSON.createObjectNode();
        record.put("topic", "council-events")
                .put("partition", 0)
                .put("offset", offset)
                .put("type", "mandate-begun")
                .put("ags", ags)
                .put("subject", ags + "/m-" + offset)
                .put("sequence", 1)
                .put("time", "2026-11-23T08:30:00Z");
        record.putObject("payload")
                .putObject("mandate")
                .put("ags", ags)
                .put("id", "m-" + offset)
                .put("kind", "elected")
                .put("begin", "2026-11-01")
                .put("state", "active");
        String frame = "event: change\nid: " + offset + "\ndata: " + JSON.writeValueAsString(record) + "\n\n";
        readers.forEach(reader -> reader.add(frame));
    }

    CannedSubscriptions subscriptions() {
        return subscriptions;
    }

    /** Köln has a new member, and its page's sources know it. */
    synchronized void seat(long offset, String person) {
        ((ArrayNode) mandates.get("items"))
                .addObject()
                .put("id", "m-" + offset)
                .put("kind", "elected")
                .put("list", "Neue Liste")
                .put("begin", "2026-11-01")
                .put("state", "active")
                .put("changedBy", "rat-koeln")
                .put("changedAt", "2026-11-23T08:30:00Z")
                .putObject("person")
                .put("name", person)
                .put("gender", "female");
        ((ArrayNode) changes.get("items"))
                .insertObject(0)
                .put("ags", "05315000")
                .put("type", "mandate-begun")
                .put("subject", "05315000/m-" + offset)
                .put("time", "2026-11-23T08:30:00Z")
                .put("kind", "elected")
                .put("person", person);
        ((ObjectNode) changes.get("asOf").get("council-events")).put("0", offset);
    }

    /** Köln is no more. */
    synchronized void cease() {
        council.put("state", "ceased");
    }

    /** Answers about Köln; there is no other council. */
    private void of(HttpExchange exchange, Supplier<String> answer) throws IOException {
        if (failing) {
            send(exchange, 503, "application/problem+json", "{\"status\":503}".getBytes(StandardCharsets.UTF_8));
        } else if (exchange.getRequestURI().getPath().contains("05315000")) {
            String json;
            synchronized (this) {
                json = answer.get();
            }
            send(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
        } else {
            send(exchange, 404, "application/problem+json", "{\"status\":404}".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The figures have heard of it too: one more seat filled, the change with the person's name. */
    synchronized void applyMandateBegun(String ags, long offset, String person) {
        ObjectNode seats = (ObjectNode) overview.get("seats");
        seats.put("filled", seats.get("filled").intValue() + 1)
                .put("vacant", seats.get("vacant").intValue() - 1);
        ((ObjectNode) overview.get("asOf").get("council-events")).put("0", offset);
        ((ArrayNode) overview.get("changes"))
                .insertObject(0)
                .put("ags", ags)
                .put("name", council(ags).get("name").asString())
                .put("type", "mandate-begun")
                .put("subject", ags + "/m-" + offset)
                .put("time", "2026-11-23T08:30:00Z")
                .put("kind", "elected")
                .put("person", person);
        ObjectNode mine = (ObjectNode) council(ags).get("seats");
        mine.put("filled", mine.get("filled").intValue() + 1)
                .put("vacant", mine.get("vacant").intValue() - 1);
    }

    private JsonNode council(String ags) {
        return councils.get("items")
                .valueStream()
                .filter(council -> council.get("ags").asString().equals(ags))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode findings(HttpExchange exchange) {
        ObjectNode all = answer("findings.json");
        String query = exchange.getRequestURI().getQuery();
        int wanted = query.indexOf("ags=");
        if (wanted >= 0) {
            String ags = query.substring(wanted + 4, wanted + 12);
            ArrayNode items = JSON.createArrayNode();
            all.get("items")
                    .valueStream()
                    .filter(finding -> finding.get("ags").asString().equals(ags))
                    .forEach(items::add);
            all.set("items", items);
        }
        return all;
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (failing) {
            send(exchange, 503, "application/problem+json", new byte[0]);
            return;
        }
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        readers.add(queue);
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            write(out, "retry: 200\n\n");
            while (!failing) {
                String frame = queue.poll(1, TimeUnit.SECONDS);
                write(out, frame == null ? ":\n\n" : frame);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.remove(queue);
        }
    }

    private static void write(OutputStream out, String frame) throws IOException {
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void json(HttpExchange exchange, JsonNode body) throws IOException {
        if (failing) {
            send(exchange, 503, "application/problem+json", "{\"status\":503}".getBytes(StandardCharsets.UTF_8));
        } else {
            send(exchange, 200, "application/json", JSON.writeValueAsBytes(body));
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        PathContainer path = PathContainer.parsePath(exchange.getRequestURI().getPath());
        Optional<PageFile> file = files.entrySet().stream()
                .filter(each -> each.getKey().matches(path))
                .map(Map.Entry::getValue)
                .findFirst();
        if (file.isPresent()) {
            send(exchange, 200, file.get().type(), file.get().content());
        } else {
            send(exchange, 404, "text/plain", new byte[0]);
        }
    }

    private static Map<PathPattern, PageFile> pages() throws IOException {
        Map<PathPattern, PageFile> pages = new LinkedHashMap<>();
        Page.files().forEach((address, file) -> pages.put(PathPatternParser.defaultInstance.parse(address), file));
        return pages;
    }

    static byte[] file(String name) throws IOException {
        try (InputStream content = CannedPlatform.class.getResourceAsStream("/page/" + name)) {
            return Objects.requireNonNull(content).readAllBytes();
        }
    }

    /** Answers JSON with these headers. */
    static void send(HttpExchange exchange, int status, JsonNode body, Map<String, String> headers) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        send(
                exchange,
                status,
                status < 400 ? "application/json" : "application/problem+json",
                JSON.writeValueAsBytes(body));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static ObjectNode answer(String name) {
        try {
            return (ObjectNode) JSON.readTree(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        fail(true);
        server.stop(0);
        threads.shutdownNow();
    }
}
