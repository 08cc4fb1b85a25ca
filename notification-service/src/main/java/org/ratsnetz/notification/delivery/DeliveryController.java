package org.ratsnetz.notification.delivery;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of messages, for the office. No address is shown: the ledger has none. */
@RestController
class DeliveryController {

    private static final Map<String, String> ORDERS = Map.of("createdAt", "_id");

    private final Deliveries deliveries;
    private final Happenings happenings;

    DeliveryController(Deliveries deliveries, Happenings happenings) {
        this.deliveries = deliveries;
        this.happenings = happenings;
    }

    /**
     * A message.
     *
     * @param subscriber id of the subscriber, which says nothing outside; absent for a confirmation
     * @param events what it tells of
     */
    record DeliveryView(
            String id,
            Channel channel,
            State state,
            @Nullable String subscriber,
            @Nullable String council,
            List<String> events,
            int attempts,
            Instant createdAt,
            Instant due,
            @Nullable Instant endedAt,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String reference) {}

    /** Sums over all messages that are kept, and per event, newest first. */
    record Summary(Map<State, Integer> totals, List<EventSums> items) {}

    /**
     * The messages about an event.
     *
     * @param event id
     * @param subject document, or council and import
     * @param recipients sum of the states
     */
    record EventSums(
            String event,
            String subject,
            List<String> kinds,
            String council,
            Instant at,
            int recipients,
            Map<State, Integer> states) {}

    /** Messages, newest first. */
    @Requires({Role.OFFICE, Role.AUDITOR, Role.OPERATOR})
    @GetMapping("/api/deliveries")
    Page<DeliveryView> list(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String council,
            @RequestParam(required = false) @Nullable String event,
            Paging paging) {
        Paging.Sort order = paging.sort(ORDERS, "-createdAt");
        List<Bson> filters = new ArrayList<>();
        if (state != null) {
            filters.add(Filters.eq("state", state.name()));
        }
        if (channel != null) {
            filters.add(Filters.eq("channel", channel.name()));
        }
        if (council != null) {
            filters.add(Filters.eq("council", council));
        }
        if (event != null) {
            filters.add(Filters.eq("happenings", event));
        }
        for (Object last : paging.after(order, 1)) {
            String id = String.valueOf(last);
            filters.add(order.descending() ? Filters.lt("_id", id) : Filters.gt("_id", id));
        }
        List<Delivery> found = deliveries.find(
                filters.isEmpty() ? Filters.empty() : Filters.and(filters), order.descending(), paging.limit() + 1);
        return paging.page(order, found, DeliveryController::view, delivery -> List.of(delivery.id()));
    }

    private static DeliveryView view(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.channel(),
                delivery.state(),
                delivery.subscriber(),
                delivery.council(),
                delivery.happenings(),
                delivery.attempts(),
                delivery.createdAt(),
                delivery.due(),
                delivery.endedAt(),
                delivery.code(),
                delivery.reason(),
                delivery.reference());
    }

    /** Sums. */
    @Requires({Role.OFFICE, Role.AUDITOR, Role.OPERATOR})
    @GetMapping("/api/deliveries/summary")
    Summary summary(@RequestParam(defaultValue = "20") int limit) {
        List<Happening> newest = happenings.newest(Math.clamp(limit, 1, 200));
        Map<String, Map<State, Integer>> sums =
                deliveries.byHappening(newest.stream().map(Happening::id).toList());
        return new Summary(
                deliveries.totals(),
                newest.stream()
                        .map(happening -> sums(happening, sums.getOrDefault(happening.id(), Map.of())))
                        .toList());
    }

    private static EventSums sums(Happening happening, Map<State, Integer> states) {
        return new EventSums(
                happening.id(),
                happening.id().substring(0, happening.id().lastIndexOf('#')),
                happening.kinds(),
                happening.council(),
                happening.at(),
                states.values().stream().mapToInt(Integer::intValue).sum(),
                states);
    }
}
