package org.ratsnetz.notification.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.notification.council.KnownCouncil;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.notification.kind.Kinds;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Heard;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Wire;
import org.springframework.context.SmartLifecycle;

/** Keeps what is worth a message, durably, before Kafka is told that it was heard. */
final class FanOutListener implements Hearing.Handler, SmartLifecycle {

    private final Consumers consumers;
    private final KnownCouncils councils;
    private final Kinds kinds;
    private final Happenings happenings;
    private final FanOutProperties properties;
    private final InstantSource clock;
    private final Counter expired;
    private final Runnable recorded;
    private final Supplier<Optional<Instant>> lastRestore;
    private volatile boolean running;

    /**
     * Hears for the fan-out.
     *
     * @param recorded told when there is something to tell audiences of
     * @param lastRestore when the database was put back; what was decided before may have been told already
     */
    FanOutListener(
            Consumers consumers,
            KnownCouncils councils,
            Kinds kinds,
            Happenings happenings,
            FanOutProperties properties,
            InstantSource clock,
            MeterRegistry meters,
            Runnable recorded,
            Supplier<Optional<Instant>> lastRestore) {
        this.consumers = consumers;
        this.councils = councils;
        this.kinds = kinds;
        this.happenings = happenings;
        this.properties = properties;
        this.clock = clock;
        this.expired = Counter.builder("ratsnetz.notification.events.expired")
                .description("Events that came too late to be news")
                .register(meters);
        this.recorded = recorded;
        this.lastRestore = lastRestore;
    }

    /** The consumers themselves end what was opened. */
    @Override
    public void start() {
        consumers.open(new Hearing(
                FanOutConfiguration.FEATURE,
                FanOutConfiguration.GROUP,
                List.of(Wire.events(CouncilEvent.TOPIC, CouncilEvent.class, CouncilEvent::ags)),
                this));
        running = true;
    }

    @Override
    public void handle(List<Heard<?>> records) {
        Instant now = clock.instant();
        Map<String, KnownCouncil> told = new LinkedHashMap<>();
        List<Happenings.Seen> seen = new ArrayList<>();
        for (Heard<?> heard : records) {
            if (heard.payload() instanceof CouncilEvent event) {
                Reading.council(event).ifPresent(council -> told.put(council.ags(), council));
                seen(heard, event, now).ifPresent(seen::add);
            }
        }
        councils.learn(told.values());
        happenings.record(seen);
        if (!seen.isEmpty()) {
            recorded.run();
        }
    }

    /** A replayed dead letter is no news: its time is over. */
    private Optional<Happenings.Seen> seen(Heard<?> heard, CouncilEvent event, Instant now) {
        Optional<String> kind = heard.live() ? kinds.of(heard.envelope().type()) : Optional.empty();
        if (kind.isPresent() && tooLate(heard.envelope().time(), now)) {
            expired.increment();
            return Optional.empty();
        }
        return kind.map(name -> new Happenings.Seen(
                Reading.happening(heard.envelope(), event, name, now),
                heard.envelope().importId()));
    }

    private boolean tooLate(Instant decided, Instant now) {
        return decided.plus(properties.oldest()).isBefore(now)
                || lastRestore.get().filter(decided::isBefore).isPresent();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
