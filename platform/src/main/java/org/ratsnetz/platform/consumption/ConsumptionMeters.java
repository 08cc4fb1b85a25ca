package org.ratsnetz.platform.consumption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The meters of hearing, each with the tag {@code feature}. All of a feature are there, at zero, as soon as it hears. */
public final class ConsumptionMeters {

    private static final String PREFIX = "ratsnetz.consumption.";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, OfFeature> features = new ConcurrentHashMap<>();

    public ConsumptionMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private record OfFeature(
            Counter records,
            Timer latency,
            AtomicLong newest,
            AtomicLong lag,
            Counter dropped,
            Counter holes,
            AtomicLong openHoles,
            Counter resyncs,
            Counter deadLetters,
            Counter conflicts) {}

    /** A feature begins to hear. */
    void opened(String feature) {
        of(feature);
    }

    private OfFeature of(String feature) {
        return features.computeIfAbsent(feature, this::register);
    }

    private OfFeature register(String feature) {
        AtomicLong newest = new AtomicLong(clock.millis());
        AtomicLong lag = new AtomicLong(-1);
        AtomicLong openHoles = new AtomicLong();
        gauge(
                "age",
                "Seconds since the newest event handled was decided, or since the start",
                feature,
                () -> (clock.millis() - newest.get()) / 1000.0);
        gauge("lag", "Records behind the ends of the topics, -1 until known", feature, lag::get);
        gauge("holes.open", "Documents that still miss an event", feature, openHoles::get);
        return new OfFeature(
                counter("records", "Records handled", feature),
                latency(feature),
                newest,
                lag,
                counter("dropped", "Events not newer than what was applied", feature),
                counter("holes", "Events that came before one that is missing", feature),
                openHoles,
                counter("resyncs", "Requests to restate a document", feature),
                counter("dead.letters", "Records set aside", feature),
                counter("conflicts", "Conditional writes lost to another process and decided again", feature));
    }

    private Timer latency(String feature) {
        return Timer.builder(PREFIX + "latency")
                .description("From the decision about a change to what the feature made of it")
                .tag("feature", feature)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    private Counter counter(String name, String meaning, String feature) {
        return Counter.builder(PREFIX + name)
                .description(meaning)
                .tag("feature", feature)
                .register(registry);
    }

    private void gauge(String name, String meaning, String feature, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value)
                .description(meaning)
                .tag("feature", feature)
                .register(registry);
    }

    void handled(Hearing hearing, List<Heard<?>> records) {
        OfFeature of = of(hearing.name());
        of.records().increment(records.size());
        Instant now = clock.instant();
        long newest = 0;
        for (Heard<?> heard : records) {
            Instant time = heard.envelope().time();
            newest = Math.max(newest, time.toEpochMilli());
            of.latency().record(Duration.between(time, now));
        }
        of.newest().accumulateAndGet(newest, Math::max);
    }

    void deadLetter(String feature) {
        of(feature).deadLetters().increment();
    }

    /** Events that were not newer than what was applied. */
    public void dropped(String feature, int events) {
        of(feature).dropped().increment(events);
    }

    void holes(String feature, int events) {
        of(feature).holes().increment(events);
    }

    /** Documents that someone else wrote meanwhile. */
    public void conflicts(String feature, int documents) {
        of(feature).conflicts().increment(documents);
    }

    void resync(String feature) {
        of(feature).resyncs().increment();
    }

    void openHoles(String feature, long documents) {
        of(feature).openHoles().set(documents);
    }

    /** Sets how many records a feature is behind. */
    public void lag(String feature, long records) {
        of(feature).lag().set(records);
    }
}
