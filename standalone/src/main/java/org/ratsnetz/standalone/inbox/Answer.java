package org.ratsnetz.standalone.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is answered.
 *
 * @param headers beside those that every answer has
 */
record Answer(int status, String type, Map<String, String> headers, Body body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STRICT = "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String JSON_TYPE = "application/json";

    /** Writes what follows the headers. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer text(int status, String type, String text) {
        return new Answer(
                status, type + "; charset=utf-8", Map.of(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer bytes(String type, byte[] bytes) {
        return new Answer(200, type, Map.of(), out -> out.write(bytes));
    }

    static Answer page(String page) {
        return text(200, "text/html", page);
    }

    static Answer json(int status, Object value) {
        return new Answer(status, JSON_TYPE, Map.of(), out -> out.write(JSON.writeValueAsBytes(value)));
    }

    /** An array, written one by one as it is read: it may be larger than the memory. */
    static Answer array(Stream<?> values) {
        return new Answer(200, JSON_TYPE, Map.of(), out -> {
            try (SequenceWriter array = JSON.writer().writeValuesAsArray(out)) {
                values.forEach(array::write);
            }
        });
    }

    static Answer empty(int status) {
        return new Answer(status, "", Map.of(), out -> {});
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, more, body);
    }

    void send(HttpExchange exchange) throws IOException {
        Headers out = exchange.getResponseHeaders();
        out.set("Content-Security-Policy", STRICT);
        out.set("X-Content-Type-Options", "nosniff");
        out.set("Referrer-Policy", "same-origin");
        out.set("Cross-Origin-Resource-Policy", "same-origin");
        out.set("Cache-Control", "no-store");
        out.set("Vary", "Accept, Accept-Language");
        if (!type.isEmpty()) {
            out.set("Content-Type", type);
        }
        headers.forEach(out::set);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || type.isEmpty();
        exchange.sendResponseHeaders(status, bodiless ? -1 : 0);
        if (!bodiless) {
            try (OutputStream stream = new BufferedOutputStream(exchange.getResponseBody(), 1 << 14)) {
                body.writeTo(stream);
            }
        }
    }
}
