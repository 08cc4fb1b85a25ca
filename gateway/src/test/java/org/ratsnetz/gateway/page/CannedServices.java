package org.ratsnetz.gateway.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the services behind the pages for people at work, over HTTP: one council with its mandates, kept by entity tag and
 * idempotency key as the real one keeps them; imports; dead letters; deliveries.
 */
final class CannedServices {

    static final String AGS = "05315000";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COUNCIL = "/api/councils/" + AGS;
    private static final String MANDATES = COUNCIL + "/mandates";

    /** A change as it came. */
    record Request(String method, String path, String query, JsonNode body, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private record Answer(int status, JsonNode body, String etag) {}

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();
    private final Map<String, Answer> answered = new LinkedHashMap<>();
    private final Map<String, ObjectNode> imports = new LinkedHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private int losing;
    private int status;

    CannedServices(CannedPlatform platform) {
        keep(COUNCIL, """
            {"ags":"05315000","name":"Köln","district":"Köln","region":"Köln","state":"active",
             "committee":{"label":"Ausschuss für Chancengerechtigkeit und Integration","since":"2025-11-01"},
             "seats":{"elected":18,"council":9},"foreignResidents":{"count":213452,"asOf":"2024-12-31"},
             "contact":{"email":"integrationsrat@koeln.example","phone":"+49 221 4710-100"}}""", "koeln-office");
        mandate("a1", """
            {"person":{"name":"Aylin Sternberg","gender":"female"},"kind":"elected","list":"Bunte Liste","office":"Vorsitz",
             "begin":"2025-11-01","state":"active"}""");
        mandate("a2", """
            {"person":{"name":"Mehmet Kornblume","gender":"male"},"kind":"elected","list":"Vielfalt jetzt",
             "begin":"2025-11-01","state":"active"}""");
        mandate("a3", """
            {"person":{"name":"Olga Distelfink","gender":"female"},"kind":"council","list":"Fraktion Grün",
             "begin":"2025-11-01","state":"active"}""");
        mandate("a4", """
            {"person":{"name":"Tomasz Admiral","gender":"male"},"kind":"substitute","list":"Bunte Liste",
             "begin":"2025-11-01","state":"active"}""");
        mandate("a5", """
            {"person":{"name":"Fatou Rittersporn"},"kind":"elected","list":"Bunte Liste",
             "begin":"2025-11-01","end":"2026-03-31","state":"ended"}""");
        mandate("a6", """
            {"person":{"name":"Nadia Zitronenfalter"},"kind":"expert","begin":"2099-01-01","state":"active"}""");
        platform.serve(
                "/api/municipalities/" + AGS,
                exchange -> CannedPlatform.send(
                        exchange, 200, JSON.readTree("{\"ags\":\"05315000\",\"name\":\"Köln\"}"), Map.of()));
        platform.serve(COUNCIL, this::councils);
        platform.serve("/api/imports", this::imports);
        platform.serve("/api/operations/", this::operations);
        platform.serve(
                "/api/deliveries/summary",
                exchange -> CannedPlatform.send(exchange, 200, JSON.readTree("""
            {"totals":{"created":2,"sending":1,"delivered":1240,"temporary":3,"permanent":4,"expired":0},
             "items":[{"event":"e1","subject":"05315000/a5","kinds":["mandate-ended"],"council":"05315000","at":"2026-11-24T09:12:00Z",
               "recipients":310,"states":{"delivered":307,"temporary":2,"permanent":1}},
              {"event":"e2","subject":"05112000","kinds":["council-changed"],"council":"05112000","at":"2026-11-23T16:40:00Z",
               "recipients":96,"states":{"delivered":96}}]}"""), Map.of()));
    }

    private void mandate(String id, String json) {
        ObjectNode mandate = (ObjectNode) JSON.readTree(json);
        String place = place(id);
        mandate.put("id", place.substring(place.length() - 24));
        keep(place, mandate.toString(), "koeln-office");
    }

    private synchronized void keep(String path, String json, String by) {
        ObjectNode document = (ObjectNode) JSON.readTree(json);
        document.put("changedBy", by)
                .put("changedAt", Instant.now().minusSeconds(200).toString());
        documents.put(path, document);
        versions.merge(path, 1, Integer::sum);
    }

    /** Address of the mandate with this short id. */
    static String place(String id) {
        return MANDATES + "/" + "0".repeat(24 - id.length()) + id;
    }

    /** A document as it stands. */
    synchronized ObjectNode document(String path) {
        return Objects.requireNonNull(documents.get(path), path).deepCopy();
    }

    synchronized ObjectNode council() {
        return document(COUNCIL);
    }

    /** Somebody else changes a document. */
    synchronized void change(String path, Consumer<ObjectNode> change) {
        ObjectNode document = document(path);
        change.accept(document);
        keep(path, document.toString(), "ulrike");
    }

    synchronized void changeCouncil(Consumer<ObjectNode> change) {
        change(COUNCIL, change);
    }

    /** The answers to so many changes get lost after the change was made: the caller sees this status. */
    synchronized void lose(int answers, int seen) {
        losing = answers;
        status = seen;
    }

    /** The changes that have come, oldest first. */
    List<Request> requests() {
        return requests;
    }

    private void councils(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET")) {
            read(exchange, path);
            return;
        }
        Request request = request(exchange);
        Answer answer;
        synchronized (this) {
            String key = request.header("Idempotency-key");
            answer = answered.get(key);
            if (answer == null) {
                answer = decide(request);
                if (answer.status() < 300) {
                    answered.put(key, answer);
                }
            }
            if (losing > 0) {
                losing--;
                answer = new Answer(status, problem(status, "outcome-unknown", "Ausgang ungewiss"), "");
            }
        }
        CannedPlatform.send(exchange, answer.status(), answer.body(), tag(answer.etag()));
    }

    private static Map<String, String> tag(String etag) {
        return etag.isEmpty() ? Map.of() : Map.of("ETag", etag);
    }

    private synchronized void read(HttpExchange exchange, String path) throws IOException {
        ObjectNode document = documents.get(path);
        if (path.equals(MANDATES)) {
            ArrayNode items = JSON.createArrayNode();
            documents.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(MANDATES + "/"))
                    .forEach(each -> items.add(each.getValue()));
            CannedPlatform.send(exchange, 200, JSON.createObjectNode().set("items", items), Map.of());
        } else if (document == null) {
            CannedPlatform.send(exchange, 404, problem(404, "not-found", "Nicht gefunden"), Map.of());
        } else {
            CannedPlatform.send(exchange, 200, document, tag(etag(path)));
        }
    }

    private String etag(String path) {
        return "\"1." + versions.get(path) + "\"";
    }

    private Request request(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String type = headers.getOrDefault("Content-type", "");
        JsonNode body = bytes.length > 0 && type.contains("application/json")
                ? JSON.readTree(bytes)
                : JSON.getNodeFactory().stringNode(new String(bytes, StandardCharsets.UTF_8));
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getQuery()),
                body,
                headers);
        requests.add(request);
        return request;
    }

    private Answer decide(Request request) {
        if (!request.header("X-csrf-token").equals("proof")) {
            return new Answer(403, problem(403, "csrf", "Diese Seite ist nicht mehr gültig"), "");
        }
        String path = request.path();
        if (request.method().equals("POST")) {
            path = MANDATES + "/" + "%024x".formatted(documents.size());
            ObjectNode mandate = ((ObjectNode) request.body()).deepCopy();
            mandate.put("id", path.substring(path.length() - 24));
            return store(201, path, mandate);
        }
        ObjectNode document = document(path);
        if (!request.header("If-match").equals(etag(path))) {
            ObjectNode stale = problem(412, "stale", "Inzwischen geändert");
            stale.set("current", document);
            return new Answer(412, stale, etag(path));
        }
        if (request.method().equals("DELETE")) {
            document.put("state", "withdrawn").remove(List.of("person", "list", "office"));
            return store(200, path, document);
        }
        merge(document, (ObjectNode) request.body());
        return store(200, path, document);
    }

    private Answer store(int answer, String path, ObjectNode document) {
        if (path.startsWith(MANDATES) && !document.path("state").asString("").equals("withdrawn")) {
            ArrayNode errors = JSON.createArrayNode();
            if (document.path("person").path("name").asString("").isBlank()) {
                errors.addObject().put("pointer", "/person/name").put("detail", "bitte ausfüllen");
            }
            if (document.has("end")
                    && document.get("end")
                                    .asString()
                                    .compareTo(document.path("begin").asString(""))
                            < 0) {
                errors.addObject().put("pointer", "/end").put("detail", "darf nicht vor dem ersten Tag liegen");
            }
            if (!errors.isEmpty()) {
                ObjectNode invalid = problem(422, "invalid", "Angaben nicht zulässig");
                invalid.set("errors", errors);
                return new Answer(422, invalid, "");
            }
            document.put("state", document.has("end") ? "ended" : "active");
        }
        keep(path, document.toString(), "koeln-office");
        return new Answer(answer, document(path), etag(path));
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue() instanceof ObjectNode inner) {
                merge(target.withObject("/" + change.getKey()), inner);
            } else {
                target.set(change.getKey(), change.getValue());
            }
        }
    }

    private static ObjectNode problem(int status, String type, String title) {
        return JSON.createObjectNode()
                .put("type", "urn:ratsnetz:problem:" + type)
                .put("title", title)
                .put("status", status);
    }

    /** A file of five lines, the fourth of which is wrong; it takes some looks until it is read. */
    private void imports(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            Request request = request(exchange);
            String id = "import-" + (imports.size() + 1);
            ObjectNode job = JSON.createObjectNode()
                    .put("id", id)
                    .put("kind", request.query().contains("mandates") ? "mandates" : "councils")
                    .put("dryRun", request.query().contains("dryRun=true"))
                    .put("state", "queued")
                    .put("total", 5)
                    .put("createdAt", Instant.now().toString())
                    .put("errors", "/api/imports/" + id + "/errors");
            progress(job, 0);
            imports.put(id, job);
            CannedPlatform.send(exchange, 202, job, Map.of());
        } else if (path.endsWith("/errors")) {
            CannedPlatform.send(exchange, 200, JSON.readTree("""
                {"items":[{"line":4,"field":"begin","pointer":"/begin","code":"day",
                  "reason":"erwartet wird ein Tag wie 2025-11-01 oder 01.11.2025"}]}"""), Map.of());
        } else if (path.equals("/api/imports")) {
            ArrayNode items = JSON.createArrayNode();
            imports.values().forEach(items::add);
            CannedPlatform.send(exchange, 200, JSON.createObjectNode().set("items", items), Map.of());
        } else {
            ObjectNode job = imports.get(path.substring("/api/imports/".length()));
            if (job == null) {
                CannedPlatform.send(exchange, 404, problem(404, "not-found", "Nicht gefunden"), Map.of());
                return;
            }
            CannedPlatform.send(exchange, 200, job.deepCopy(), Map.of());
            progress(job, job.get("read").asInt() + 3);
        }
    }

    private static void progress(ObjectNode job, int lines) {
        int read = Math.min(lines, 5);
        job.put("read", read).put("changed", read == 5 ? 3 : read).put("unchanged", read == 5 ? 1 : 0);
        job.put("rejected", read == 5 ? 1 : 0).put("progress", read / 5.0);
        job.put("state", read == 5 ? "done" : "running");
    }

    private void operations(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            request(exchange);
            CannedPlatform.send(exchange, 202, task(path, "queued"), Map.of());
        } else if (path.contains("/tasks/")) {
            CannedPlatform.send(exchange, 200, task(path, "done"), Map.of());
        } else if (path.equals("/api/operations/federation/dead-letters")) {
            CannedPlatform.send(exchange, 200, JSON.readTree("""
                {"items":[{"id":"council-events.board-federation.dlt-3-17","reason":"unbekannte Art: mandate-lent","topic":"council-events",
                  "partition":3,"offset":4711,"group":"board-federation","time":"2026-11-23T21:14:05Z","key":"05315000",
                  "headers":{"ce_type":"mandate-lent","ce_subject":"05315000/a1"},"size":120,
                  "original":"{\\"mandate\\":{\\"ags\\":\\"05315000\\",\\"id\\":\\"a1\\"}}","truncated":false}]}"""), Map.of());
        } else {
            CannedPlatform.send(exchange, 200, JSON.readTree("{\"items\":[]}"), Map.of());
        }
    }

    private static JsonNode task(String path, String state) {
        return JSON.createObjectNode()
                .put("id", "t1")
                .put("kind", "replay")
                .put("state", state)
                .put("message", path.contains("tasks") ? "zurückgegeben" : "");
    }
}
