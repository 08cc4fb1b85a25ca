package org.ratsnetz.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.gateway.Wire;

/** A gateway that stops under load, each request on a connection of its own. */
class IntakeTest {

    private static final int CALLERS = 16;

    private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();

    @RepeatedTest(3)
    void whatIsPassedOnIsAnsweredHoweverCloseToTheEnd() throws Exception {
        RunningGateway gateway = RunningGateway.with("ratsnetz.gateway.limit.client=100000");
        int port = gateway.port();
        String token = gateway.tokens().of("someone");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> callUntilNobodyListens(port, token));
            }
            await().until(() -> answered.get() >= 200);
            gateway.close();
            callers.shutdown();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(surprises).isEmpty();
        assertThat(List.copyOf(unanswered))
                .allSatisfy(path ->
                        assertThat(gateway.upstream().asked(path)).as(path).isZero());
    }

    private void callUntilNobodyListens(int port, String token) {
        while (true) {
            String path = "/api/councils/" + numbers.incrementAndGet();
            try {
                String answer = Wire.exchange(
                        port,
                        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                if (answer.startsWith("HTTP/1.1 200 ")) {
                    answered.incrementAndGet();
                } else if (answer.isEmpty()) {
                    unanswered.add(path);
                } else {
                    surprises.add(path + ": " + answer);
                }
            } catch (UncheckedIOException e) {
                if (Objects.requireNonNull(e.getCause()) instanceof ConnectException) {
                    return;
                }
                unanswered.add(path); // reset before an answer
            }
        }
    }
}
