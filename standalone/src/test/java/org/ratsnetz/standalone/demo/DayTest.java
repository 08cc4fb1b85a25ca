package org.ratsnetz.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripted day against a platform that only counts what it is told. */
class DayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final City KOELN = new City("05315000", "Köln", 16, 8, 200_000, 1, 2);
    private static final City BONN = new City("05314000", "Bonn", 16, 8, 60_000, 1, 2);

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private @Nullable HttpServer platform;
    private @Nullable Thread day;

    @BeforeEach
    void startPlatform() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        platform = server;
    }

    @AfterEach
    void stop() throws InterruptedException {
        Thread playing = Objects.requireNonNull(day);
        playing.interrupt();
        playing.join();
        Objects.requireNonNull(platform).stop(0);
    }

    @Test
    void oneChangeFollowsTheOther() {
        play(client -> "token", KOELN, BONN);
        await().atMost(PATIENCE).until(() -> changes.size() >= 3);
        assertThat(changes).allMatch(change -> change.matches("(PATCH|POST) /api/councils/0531[45]000.*"));
    }

    /** As for a client that was revoked: there is no secret to ask with. */
    @Test
    void aRefusedTokenDoesNotEndTheDay() {
        play(
                client -> {
                    if (client.endsWith(KOELN.ags())) {
                        refused.incrementAndGet();
                        throw new IllegalArgumentException("No secret of client " + client);
                    }
                    return "token";
                },
                KOELN,
                BONN);
        await().atMost(PATIENCE).until(() -> refused.get() > 0);
        int before = changes.size();
        await().atMost(PATIENCE).until(() -> changes.size() > before);
        assertThat(changes).allMatch(change -> change.contains(BONN.ags()));
    }

    private void play(Tokens tokens, City... cities) {
        Api api = new Api(
                URI.create("http://127.0.0.1:"
                        + Objects.requireNonNull(platform).getAddress().getPort()),
                tokens);
        Day played = new Day(api, List.of(cities), Clock.system(ZoneId.of("Europe/Berlin")), new Random(7), PAUSE);
        day = Thread.ofVirtual().start(() -> {
            try {
                played.play();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("GET")) {
            changes.add(exchange.getRequestMethod() + " " + path);
        }
        String body =
                path.endsWith("/mandates") ? "{\"items\":[]}" : "{\"seats\":{\"elected\":16},\"begin\":\"2025-11-01\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", "\"0.1\"");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
