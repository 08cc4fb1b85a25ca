package org.ratsnetz.notification.fanout;

import io.micrometer.tracing.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.council.KnownCouncil;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.delivery.Ledger;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.notification.subscription.Subscriber;
import org.ratsnetz.notification.subscription.Subscribers;
import org.ratsnetz.platform.meters.ContinuedTraces;

/**
 * Tells audiences. What it does can be cut anywhere and done again: the ledger takes a happening once per person, and the place in the
 * audience is remembered page by page.
 */
final class FanOut {

    private static final int RUNS_AT_ONCE = 100;

    /** So often within the silence that ends an import it is looked for: each look counts what has come so far. */
    private static final int LOOKS = 10;

    private final Happenings happenings;
    private final Subscribers subscribers;
    private final KnownCouncils councils;
    private final Ledger ledger;
    private final FanOutProperties properties;
    private final InstantSource clock;
    private final ContinuedTraces traces;
    private Instant summariseAt = Instant.EPOCH;

    FanOut(
            Happenings happenings,
            Subscribers subscribers,
            KnownCouncils councils,
            Ledger ledger,
            FanOutProperties properties,
            InstantSource clock,
            ContinuedTraces traces) {
        this.happenings = happenings;
        this.subscribers = subscribers;
        this.councils = councils;
        this.ledger = ledger;
        this.properties = properties;
        this.clock = clock;
        this.traces = traces;
    }

    /** Says whether this process may go on. */
    @FunctionalInterface
    interface Turn {
        boolean mine();
    }

    /** Tells all audiences that wait, as long as it is this process's turn. */
    void run(Turn turn) {
        Instant now = clock.instant();
        if (!now.isBefore(summariseAt)) {
            happenings.summarise(properties.importQuiet(), now);
            summariseAt = now.plus(properties.importQuiet().dividedBy(LOOKS));
        }
        List<Happenings.Run> runs;
        do {
            runs = happenings.open(RUNS_AT_ONCE);
            for (Happenings.Run run : runs) {
                if (!tell(run, turn)) {
                    return;
                }
            }
        } while (runs.size() == RUNS_AT_ONCE);
    }

    /** @return false when it is no longer this process's turn */
    private boolean tell(Happenings.Run run, Turn turn) {
        Optional<Span> span = traces.span(run.happening().traceparent(), Span.Kind.PRODUCER, "fan-out to subscribers");
        try {
            return toldAll(run, turn);
        } finally {
            span.ifPresent(Span::end);
        }
    }

    private boolean toldAll(Happenings.Run run, Turn turn) {
        Happening happening = run.happening();
        KnownCouncil council = councils.find(happening.council()).orElse(null);
        String after = run.after();
        List<Subscriber> page;
        do {
            if (!turn.mine()) {
                return false;
            }
            page = subscribers.audience(
                    happening.council(), council, happening.kinds(), happening.recordedAt(), after, properties.page());
            if (!page.isEmpty()) {
                ledger.owe(happening, entries(page, happening, council));
                after = page.getLast().id();
                happenings.advance(happening.id(), after);
            }
        } while (page.size() == properties.page());
        happenings.done(happening.id());
        return true;
    }

    private static List<Ledger.Entry> entries(
            List<Subscriber> page, Happening happening, @Nullable KnownCouncil council) {
        return page.stream()
                .map(subscriber -> new Ledger.Entry(
                        subscriber.id(),
                        subscriber.recipient().channel(),
                        Subscribers.matching(
                                subscriber, happening.council(), council, happening.kinds(), happening.recordedAt())))
                .toList();
    }
}
