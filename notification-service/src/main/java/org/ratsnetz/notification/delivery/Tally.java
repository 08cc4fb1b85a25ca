package org.ratsnetz.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ratsnetz.notification.channel.Channel;

/** Meters of a channel's rows in the ledger. */
final class Tally {

    private final Map<State, Counter> outcomes = new EnumMap<>(State.class);
    private final Timer delay;
    private final Ending ending;

    Tally(Channel channel, MeterRegistry meters, Ending ending) {
        String name = channel.name().toLowerCase(Locale.ROOT);
        for (State state : State.values()) {
            if (state.last() || state == State.temporary) {
                outcomes.put(
                        state,
                        Counter.builder("ratsnetz.notification.deliveries")
                                .description("Tries that ended: delivered, temporary, permanent or expired")
                                .tag("channel", name)
                                .tag("state", state.name())
                                .register(meters));
            }
        }
        this.delay = Timer.builder("ratsnetz.notification.delivery.delay")
                .description("From the moment a message was due to its acceptance by relay or message centre")
                .tag("channel", name)
                .register(meters);
        this.ending = ending;
    }

    /** What became of a message was recorded. */
    void count(Delivery delivery, Fate fate, Instant now) {
        State state = switch (fate) {
            case Fate.Answered(var outcome) -> ending.state(delivery, outcome, now);
            case Fate.GivenUp _ -> State.expired;
        };
        Objects.requireNonNull(outcomes.get(state)).increment();
        if (state == State.delivered) {
            delay.record(Duration.between(delivery.due(), now));
        }
    }
}
