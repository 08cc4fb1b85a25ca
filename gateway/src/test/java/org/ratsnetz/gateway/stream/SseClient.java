package org.ratsnetz.gateway.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.gateway.RunningGateway;
import tools.jackson.databind.JsonNode;

/** A reader of the stream that can stop reading. */
final class SseClient implements AutoCloseable {

    /** One event as it came. */
    record Event(String name, String id, JsonNode data) {

        String subject() {
            return data.path("subject").asString("");
        }

        long sequence() {
            return data.path("sequence").asLong(-1);
        }
    }

    private final Socket socket;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile String status = "";
    private volatile String lastId = "";
    private volatile String retry = "";
    private volatile boolean ended;

    private SseClient(Socket socket) {
        this.socket = socket;
    }

    static SseClient open(int port, @Nullable String lastEventId) {
        SseClient client = connected(port, lastEventId, new Socket());
        client.read();
        return client;
    }

    /** One that does not read yet, and whose machine takes little in advance. */
    static SseClient paused(int port, @Nullable String lastEventId) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            return connected(port, lastEventId, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SseClient connected(int port, @Nullable String lastEventId, Socket socket) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(("GET /api/federation/stream HTTP/1.1\r\nHost: localhost\r\n" + resume + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new SseClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void read() {
        Thread.ofVirtual().start(() -> {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                status = in.readLine();
                for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                parse(in);
            } catch (IOException e) {
                // closed by us or by the gateway
            } finally {
                ended = true;
            }
        });
    }

    private void parse(BufferedReader in) throws IOException {
        String name = "";
        String id = "";
        String data = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("retry: ")) {
                retry = line.substring(7);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty()) {
                lastId = id.isEmpty() ? lastId : id;
                if (!data.isEmpty()) {
                    events.add(new Event(name, id, RunningGateway.JSON.readTree(data)));
                }
                name = "";
                id = "";
                data = "";
            }
        }
    }

    String status() {
        return status;
    }

    String lastId() {
        return lastId;
    }

    String retry() {
        return retry;
    }

    boolean ended() {
        return ended;
    }

    List<Event> events() {
        return events;
    }

    List<String> comments() {
        return comments;
    }

    /** Sequences of one document's events, in the order they came. */
    List<Long> sequences(String subject) {
        return events.stream()
                .filter(event -> event.subject().equals(subject))
                .map(Event::sequence)
                .toList();
    }

    long snapshots() {
        return events.stream().filter(event -> event.name().equals("snapshot")).count();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
