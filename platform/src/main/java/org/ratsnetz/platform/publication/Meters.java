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
 *
 * <ul>
 *   <li>{@code ratsnetz.commit.group} commands per group, tag {@code kind}
 *   <li>{@code ratsnetz.commit.duration} from taking a group to answering it, tag {@code kind}
 *   <li>{@code ratsnetz.commit.collisions} documents that another process had changed meanwhile, tag {@code kind}
 *   <li>{@code ratsnetz.relay.sent}, {@code .acknowledged}, {@code .failed} records
 *   <li>{@code ratsnetz.relay.delay} from the decision to Kafka's acknowledgement
 * </ul>
 */
final class Meters {

    private final DistributionSummary group;
    private final Timer duration;
    private final Counter collisions;

    Meters(MeterRegistry registry, String kind) {
        group = registry.summary("ratsnetz.commit.group", "kind", kind);
        duration = registry.timer("ratsnetz.commit.duration", "kind", kind);
        collisions = registry.counter("ratsnetz.commit.collisions", "kind", kind);
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
            sent = registry.counter("ratsnetz.relay.sent");
            acknowledged = registry.counter("ratsnetz.relay.acknowledged");
            failed = registry.counter("ratsnetz.relay.failed");
            delay = registry.timer("ratsnetz.relay.delay");
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
