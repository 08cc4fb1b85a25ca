package org.ratsnetz.notification.fanout;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.CouncilEvent.CouncilCeased;
import org.ratsnetz.events.CouncilEvent.CouncilChanged;
import org.ratsnetz.events.CouncilEvent.CouncilRegistered;
import org.ratsnetz.events.CouncilEvent.CouncilRestated;
import org.ratsnetz.events.CouncilEvent.MandateBegun;
import org.ratsnetz.events.CouncilEvent.MandateChanged;
import org.ratsnetz.events.CouncilEvent.MandateEnded;
import org.ratsnetz.events.CouncilEvent.MandateRestated;
import org.ratsnetz.events.CouncilEvent.MandateWithdrawn;
import org.ratsnetz.events.CouncilEvent.RollCall;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.notification.council.KnownCouncil;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.meters.ContinuedTraces;

/** What an event says to this service. */
final class Reading {

    private Reading() {}

    /** The council as the event tells of it, empty where it does not. */
    static Optional<KnownCouncil> council(CouncilEvent event) {
        CouncilFacts told = switch (event) {
            case CouncilRegistered(CouncilFacts council) -> council;
            case CouncilChanged(CouncilFacts council, _) -> council;
            case CouncilCeased(CouncilFacts council) -> council;
            case CouncilRestated(_, CouncilFacts council) -> council;
            case MandateBegun _ -> null;
            case MandateChanged _ -> null;
            case MandateEnded _ -> null;
            case MandateWithdrawn _ -> null;
            case MandateRestated _ -> null;
            case RollCall _ -> null;
        };
        return Optional.ofNullable(told)
                .map(facts -> new KnownCouncil(facts.ags(), facts.name(), facts.district(), facts.region()));
    }

    /** What happened. Restatements and roll calls are not asked: they are no news. */
    static Happening happening(Envelope envelope, CouncilEvent event, String kind, Instant now) {
        return new Happening(
                envelope.subject() + "#" + envelope.epoch() + "." + envelope.sequence(),
                event.ags(),
                List.of(kind),
                envelope.time(),
                now,
                ContinuedTraces.sampled(envelope.traceparent()) ? envelope.traceparent() : null,
                facts(event),
                Map.of());
    }

    private static Map<String, String> facts(CouncilEvent event) {
        return switch (event) {
            case CouncilRegistered _ -> Map.of();
            case CouncilCeased _ -> Map.of();
            case CouncilChanged(_, List<String> fields) -> fields(fields);
            case MandateBegun(MandateFacts mandate) -> facts(mandate);
            case MandateEnded(MandateFacts mandate) -> facts(mandate);
            case MandateWithdrawn _ -> Map.of();
            case MandateChanged(MandateFacts mandate, List<String> fields) -> {
                Map<String, String> facts = facts(mandate);
                facts.putAll(fields(fields));
                yield facts;
            }
            case CouncilRestated _ -> throw noNews(event);
            case MandateRestated _ -> throw noNews(event);
            case RollCall _ -> throw noNews(event);
        };
    }

    private static IllegalArgumentException noNews(CouncilEvent event) {
        return new IllegalArgumentException(event.getClass().getSimpleName() + " is no news");
    }

    private static Map<String, String> fields(List<String> fields) {
        return Map.of("fields", String.join(",", fields));
    }

    private static Map<String, String> facts(MandateFacts mandate) {
        Map<String, String> facts = new HashMap<>();
        facts.put("kind", mandate.kind().name());
        facts.put("begin", mandate.begin().toString());
        put(facts, "list", mandate.list());
        put(facts, "office", mandate.office());
        put(facts, "end", mandate.end() == null ? null : mandate.end().toString());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
