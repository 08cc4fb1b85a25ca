package org.ratsnetz.standalone.journey;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes the spans that services export (OTLP over HTTP, protobuf) and keeps them. */
public final class Spans implements AutoCloseable {

    private static final int LENGTH_DELIMITED = 2;

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param service who made it
     * @param trace id of its trace
     * @param parent id of the span it belongs under, empty for none
     */
    public record Span(
            String service, String trace, String id, String parent, String name, Map<String, String> attributes) {}

    Spans() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                request(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    /** Where services send them. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    /** Those of a trace so far. */
    List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** ExportTraceServiceRequest: resource_spans = 1; resource = 1, scope_spans = 2; attributes = 1; spans = 2. */
    private void request(ByteBuffer body) {
        for (ByteBuffer resourceSpans : fields(body).getOrDefault(1, List.of())) {
            Map<Integer, List<ByteBuffer>> parts = fields(resourceSpans);
            String service = attributes(fields(first(parts, 1)).getOrDefault(1, List.of()))
                    .getOrDefault("service.name", "?");
            for (ByteBuffer scope : parts.getOrDefault(2, List.of())) {
                for (ByteBuffer span : fields(scope).getOrDefault(2, List.of())) {
                    spans.add(span(service, fields(span)));
                }
            }
        }
    }

    /** Span: trace_id = 1, span_id = 2, parent_span_id = 4, name = 5, attributes = 9. */
    private static Span span(String service, Map<Integer, List<ByteBuffer>> fields) {
        return new Span(
                service,
                hex(first(fields, 1)),
                hex(first(fields, 2)),
                hex(first(fields, 4)),
                text(first(fields, 5)),
                attributes(fields.getOrDefault(9, List.of())));
    }

    /** KeyValue: key = 1, value = 2; AnyValue: string_value = 1. */
    private static Map<String, String> attributes(List<ByteBuffer> pairs) {
        Map<String, String> attributes = new HashMap<>();
        for (ByteBuffer pair : pairs) {
            Map<Integer, List<ByteBuffer>> parts = fields(pair);
            attributes.put(text(first(parts, 1)), text(first(fields(first(parts, 2)), 1)));
        }
        return attributes;
    }

    /** The fields of a message that have a length, by number; numbers are passed over. */
    private static Map<Integer, List<ByteBuffer>> fields(ByteBuffer message) {
        Map<Integer, List<ByteBuffer>> fields = new HashMap<>();
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int key = (int) number(in);
            switch (key & 7) {
                case 0 -> number(in);
                case 1 -> in.position(in.position() + Long.BYTES);
                case LENGTH_DELIMITED -> {
                    int length = (int) number(in);
                    fields.computeIfAbsent(key >>> 3, none -> new ArrayList<>()).add(in.slice(in.position(), length));
                    in.position(in.position() + length);
                }
                default -> in.position(in.position() + Integer.BYTES);
            }
        }
        return fields;
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer first(Map<Integer, List<ByteBuffer>> fields, int number) {
        return fields.getOrDefault(number, List.of(ByteBuffer.allocate(0))).getFirst();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
