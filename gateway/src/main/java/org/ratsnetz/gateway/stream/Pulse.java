package org.ratsnetz.gateway.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the topics are being read. Without Kafka the gateway still routes and keeps its viewers, so that is {@code DEGRADED} and
 * no reason to take it out of service; only while it starts, and Kafka may yet answer, it is not ready.
 */
@Component("stream")
class Pulse implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration START = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Instant started;
    private volatile boolean everLive;
    private volatile boolean live;
    private volatile String trouble = "the topics have not been reached yet";
    private volatile Instant since;

    Pulse(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.since = started;
    }

    void live() {
        if (!live) {
            since = clock.instant();
            everLive = true;
            live = true;
        }
    }

    /** True where that is news. */
    boolean lost(String reason) {
        boolean news = live || !reason.equals(trouble);
        if (live) {
            since = clock.instant();
            live = false;
        }
        trouble = reason;
        return news;
    }

    @Override
    public Health health() {
        if (live) {
            return Health.up().withDetail("since", since).build();
        }
        boolean starting = !everLive && clock.instant().isBefore(started.plus(START));
        return Health.status(starting ? Status.OUT_OF_SERVICE : DEGRADED)
                .withDetail("trouble", trouble)
                .withDetail("since", since)
                .build();
    }
}
