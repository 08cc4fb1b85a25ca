package org.ratsnetz.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Meters of the ledger. {@code ratsnetz.notification.deliveries} counts outcomes by {@code channel} and {@code state}; {@code
 * ratsnetz.notification.delivery.delay} is the time from the moment a message was due to the relay's acceptance, by {@code channel}.
 */
final class Tally {

    private final MeterRegistry meters;
    private final Ending ending;

    Tally(MeterRegistry meters, Ending ending) {
        this.meters = meters;
        this.ending = ending;
    }

    /** What became of a message was recorded. */
    void count(Delivery delivery, Fate fate, Instant now) {
        State state = switch (fate) {
            case Fate.Answered(var outcome) -> ending.state(delivery, outcome, now);
            case Fate.GivenUp _ -> State.expired;
        };
        Tags channel = Tags.of("channel", delivery.channel().name().toLowerCase(Locale.ROOT));
        meters.counter("ratsnetz.notification.deliveries", channel.and("state", state.name()))
                .increment();
        if (state == State.delivered) {
            meters.timer("ratsnetz.notification.delivery.delay", channel).record(Duration.between(delivery.due(), now));
        }
    }
}
