package org.ratsnetz.platform.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/**
 * What an operator may know of writing and publishing. Relations that hold: {@code relay.acknowledged ≤ relay.sent}; {@code
 * relay.sent − relay.acknowledged − relay.failed} is in flight.
 */
final class Meters {

    private final DistributionSummary group;
    private final Timer duration;
    private final Counter collisions;

    Meters(MeterRegistry registry, String kind) {
        group = DistributionSummary.builder("ratsnetz.commit.group")
                .description("Commands per group commit")
                .tag("kind", kind)
                .register(registry);
        duration = Timer.builder("ratsnetz.commit.duration")
                .description("From taking a group of commands to answering it")
                .tag("kind", kind)
                .register(registry);
        collisions = Counter.builder("ratsnetz.commit.collisions")
                .description("Documents that another process had changed meanwhile")
                .tag("kind", kind)
                .register(registry);
    }

    void group(int commands, long nanos) {
        group.record(commands);
        duration.record(Duration.ofNanos(nanos));
    }

    void collision() {
        collisions.increment();
    }

    /** The relay's side. */
    static final class OfRelay {

        private final Counter sent;
        private final Counter acknowledged;
        private final Counter failed;
        private final Timer delay;

        OfRelay(MeterRegistry registry) {
            sent = Counter.builder("ratsnetz.relay.sent")
                    .description("Records handed to Kafka")
                    .register(registry);
            acknowledged = Counter.builder("ratsnetz.relay.acknowledged")
                    .description("Records taken by Kafka")
                    .register(registry);
            failed = Counter.builder("ratsnetz.relay.failed")
                    .description("Sends that failed; the relay repeats them")
                    .register(registry);
            delay = Timer.builder("ratsnetz.relay.delay")
                    .description("From the decision about a change to the acknowledgement by Kafka")
                    .register(registry);
        }

        void sent() {
            sent.increment();
        }

        void acknowledged(Instant decided, Instant now) {
            acknowledged.increment();
            Duration age = Duration.between(decided, now);
            delay.record(age.isNegative() ? Duration.ZERO : age);
        }

        void failed() {
            failed.increment();
        }
    }
}
