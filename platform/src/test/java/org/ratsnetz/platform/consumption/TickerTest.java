package org.ratsnetz.platform.consumption;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {

    @Test
    void neitherAnExceptionNorAnErrorEndsIt() {
        AtomicInteger times = new AtomicInteger();
        Ticker ticker = new Ticker("test", Duration.ofMillis(10), () -> {
            switch (times.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("once");
                case 2 -> throw new StackOverflowError("once");
                default -> {}
            }
        });
        ticker.start();
        try {
            await().until(() -> times.get() > 3);
        } finally {
            ticker.stop();
        }
    }
}
