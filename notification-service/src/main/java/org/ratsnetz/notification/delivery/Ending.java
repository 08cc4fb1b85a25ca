package org.ratsnetz.notification.delivery;

import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bson.conversions.Bson;
import org.ratsnetz.notification.channel.Outcome;

/** What an outcome makes of a row. */
final class Ending {

    private static final double JITTER = 0.2;

    private final List<Duration> retries;
    private final Duration expireAfter;
    private final RandomGenerator random;

    Ending(DeliveryProperties properties, RandomGenerator random) {
        this.retries = properties.retries();
        this.expireAfter = properties.expireAfter();
        this.random = random;
    }

    /** The state that an outcome leads to. */
    State state(Delivery delivery, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted _ -> State.delivered;
            case Outcome.Permanent _ -> State.permanent;
            case Outcome.Temporary _ ->
                now.isBefore(delivery.due().plus(expireAfter)) ? State.temporary : State.expired;
        };
    }

    /** The change of the row. */
    Bson change(Delivery delivery, Outcome outcome, Instant now) {
        State state = state(delivery, outcome, now);
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set("state", state.name()));
        updates.add(Updates.unset("claim"));
        switch (outcome) {
            case Outcome.Accepted(String reference) -> {
                if (!reference.isEmpty()) {
                    updates.add(Updates.set("reference", reference));
                }
                updates.add(Updates.unset("code"));
                updates.add(Updates.unset("reason"));
            }
            case Outcome.Temporary(String code, String reason) -> said(updates, code, reason);
            case Outcome.Permanent(String code, String reason, boolean _) -> said(updates, code, reason);
        }
        if (state.last()) {
            updates.add(Updates.set("endedAt", Date.from(now)));
            updates.add(Updates.unset(Ledger.NEXT));
        } else {
            updates.add(Updates.set(Ledger.NEXT, Date.from(now.plus(pause(delivery.attempts())))));
        }
        return Updates.combine(updates);
    }

    /** The change of a row that is given up without being sent. */
    static Bson expired(String code, Instant now) {
        return Updates.combine(
                Updates.set("state", State.expired.name()),
                Updates.set("code", code),
                Updates.set("endedAt", Date.from(now)),
                Updates.unset("claim"),
                Updates.unset(Ledger.NEXT));
    }

    private static void said(List<Bson> updates, String code, String reason) {
        updates.add(Updates.set("code", code));
        updates.add(Updates.set("reason", reason));
    }

    /** @param attempts how often it was tried, at least once */
    private Duration pause(int attempts) {
        Duration pause = retries.get(Math.min(Math.max(attempts, 1), retries.size()) - 1);
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis((long) (pause.toMillis() * factor));
    }
}
