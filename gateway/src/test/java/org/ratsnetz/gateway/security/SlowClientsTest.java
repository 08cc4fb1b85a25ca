package org.ratsnetz.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.gateway.Wire;

/** Clients that hold a connection by sending next to nothing, or too much of the wrong kind. */
class SlowClientsTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with(
                "ratsnetz.gateway.edge.idle=1s",
                "ratsnetz.gateway.body-time=1s",
                "ratsnetz.gateway.upload-idle=1s",
                "spring.cloud.gateway.server.webflux.httpclient.response-timeout=10s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aHeadThatDoesNotEndEndsTheConnection() {
        assertThat(Wire.exchange(gateway.port(), "GET /api/about HTTP/1.1\r\nHost: local"))
                .isEmpty();
        assertThat(Wire.exchange(gateway.port(), "")).isEmpty();
    }

    @Test
    void aBodyThatDoesNotComeIsRefused() {
        assertThat(Wire.head(gateway.port(), post("/api/councils/slow-body", "Content-Length: 100\r\n\r\n{")))
                .startsWith("HTTP/1.1 408")
                .contains("application/problem+json");
        assertThat(Wire.head(
                        gateway.port(),
                        post("/api/councils/slow-body", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")))
                .startsWith("HTTP/1.1 408");
    }

    @Test
    void anUploadThatStallsIsRefused() {
        assertThat(Wire.head(gateway.port(), post("/api/imports", "Content-Length: 100\r\n\r\n{")))
                .startsWith("HTTP/1.1 408");
    }

    /** It answers at the first of too many; when that is lost, since it does not read the rest, the connection is reset. */
    @Test
    void tenThousandHeadersAreNotRead() {
        StringBuilder request = new StringBuilder("GET /api/councils/many-headers HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < 10_000; i++) {
            request.append("X-H").append(i).append(": 1\r\n");
        }
        String head;
        try {
            head = Wire.head(gateway.port(), request.append("\r\n").toString());
        } catch (UncheckedIOException e) {
            head = "HTTP/1.1 431 lost: " + e;
        }
        assertThat(head).matches("(?s)HTTP/1.1 4\\d\\d.*");
        assertThat(gateway.upstream().asked("/api/councils/many-headers")).isZero();
        assertThat(gateway.get("/api/about").statusCode()).isEqualTo(200);
    }

    private static String post(String path, String rest) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + gateway.tokens().of("someone") + "\r\n" + rest;
    }
}
