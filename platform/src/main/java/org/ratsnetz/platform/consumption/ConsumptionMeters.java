package org.ratsnetz.platform.consumption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meters of hearing, each with the tag {@code feature}:
 *
 * <ul>
 *   <li>{@code ratsnetz.consumption.records} (count): records handled;
 *   <li>{@code ratsnetz.consumption.latency} (seconds): from the decision about a change to what the feature made of it;
 *   <li>{@code ratsnetz.consumption.age} (seconds): age of the newest event handled; grows when nothing comes;
 *   <li>{@code ratsnetz.consumption.lag} (records): behind the ends of the topics, -1 until it is known;
 *   <li>{@code ratsnetz.consumption.dropped} (count): events not newer than what was applied;
 *   <li>{@code ratsnetz.consumption.holes} (count): events not applied because one before them is missing;
 *   <li>{@code ratsnetz.consumption.holes.open} (documents): holes not mended yet;
 *   <li>{@code ratsnetz.consumption.resyncs} (count): requests to restate a document;
 *   <li>{@code ratsnetz.consumption.dead.letters} (count): records set aside;
 *   <li>{@code ratsnetz.consumption.conflicts} (count): conditional writes lost to another process and decided again.
 * </ul>
 */
public final class ConsumptionMeters {

    private static final String PREFIX = "ratsnetz.consumption.";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();

    public ConsumptionMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    void handled(Hearing hearing, List<Heard<?>> records) {
        String feature = hearing.name();
        counter("records", feature).increment(records.size());
        Timer latency = latencies.computeIfAbsent(feature, this::latency);
        Instant now = clock.instant();
        long newest = 0;
        for (Heard<?> heard : records) {
            Instant time = heard.envelope().time();
            newest = Math.max(newest, time.toEpochMilli());
            latency.record(Duration.between(time, now));
        }
        newest(feature).accumulateAndGet(newest, Math::max);
    }

    private Timer latency(String feature) {
        return Timer.builder(PREFIX + "latency")
                .tag("feature", feature)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    private AtomicLong newest(String feature) {
        return gauges.computeIfAbsent("age/" + feature, key -> {
            AtomicLong newest = new AtomicLong();
            registry.gauge(
                    PREFIX + "age", Tags.of("feature", feature), newest, at -> (clock.millis() - at.get()) / 1000.0);
            return newest;
        });
    }

    void deadLetter(String feature) {
        counter("dead.letters", feature).increment();
    }

    /** Events that were not newer than what was applied. */
    public void dropped(String feature, int events) {
        counter("dropped", feature).increment(events);
    }

    void holes(String feature, int events) {
        counter("holes", feature).increment(events);
    }

    /** Documents that someone else wrote meanwhile. */
    public void conflicts(String feature, int documents) {
        counter("conflicts", feature).increment(documents);
    }

    void resync(String feature) {
        counter("resyncs", feature).increment();
    }

    void openHoles(String feature, long documents) {
        gauge("holes.open", feature).set(documents);
    }

    /** Sets how many records a feature is behind. */
    public void lag(String feature, long records) {
        gauge("lag", feature).set(records);
    }

    private AtomicLong gauge(String name, String feature) {
        return gauges.computeIfAbsent(
                name + "/" + feature,
                key -> registry.gauge(PREFIX + name, Tags.of("feature", feature), new AtomicLong(-1)));
    }

    private Counter counter(String name, String feature) {
        return registry.counter(PREFIX + name, "feature", feature);
    }
}
