package org.ratsnetz.notification.delivery;

import io.micrometer.tracing.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.notification.subscription.Confirmations;
import org.ratsnetz.notification.subscription.Confirmations.Confirmation;
import org.ratsnetz.notification.subscription.Links;
import org.ratsnetz.notification.subscription.Recipient;
import org.ratsnetz.notification.subscription.Subscriber;
import org.ratsnetz.notification.subscription.Subscribers;
import org.ratsnetz.notification.subscription.Subscription;
import org.ratsnetz.platform.meters.ContinuedTraces;

/**
 * Looks up whom a message goes to and what it tells, at the last moment: who has left since is not written to, who was erased is not
 * there any more.
 */
final class PostOffice {

    private static final String SUPPRESSED = "suppressed";

    private final Subscribers subscribers;
    private final Confirmations confirmations;
    private final Happenings happenings;
    private final Suppressions suppressions;
    private final Links links;
    private final Map<Channel, Counter> counters;
    private final DeliveryProperties properties;
    private final InstantSource clock;
    private final ContinuedTraces traces;

    PostOffice(
            Subscribers subscribers,
            Confirmations confirmations,
            Happenings happenings,
            Suppressions suppressions,
            Links links,
            Map<Channel, Counter> counters,
            DeliveryProperties properties,
            InstantSource clock,
            ContinuedTraces traces) {
        this.subscribers = subscribers;
        this.confirmations = confirmations;
        this.happenings = happenings;
        this.suppressions = suppressions;
        this.links = links;
        this.counters = counters;
        this.properties = properties;
        this.clock = clock;
        this.traces = traces;
    }

    /**
     * Writes messages and hands them to their channels.
     *
     * @throws RuntimeException when what is needed cannot be read; then nothing was handed over
     */
    Map<Delivery, CompletableFuture<Fate>> send(List<Delivery> batch) {
        Instant now = clock.instant();
        Map<Delivery, Parcel> parcels = parcels(batch);
        Map<Delivery, String> digests = new HashMap<>();
        parcels.forEach((delivery, parcel) -> digests.put(delivery, links.digest(parcel.recipient())));
        Set<String> suppressed = suppressions.among(new HashSet<>(digests.values()));
        Map<Delivery, CompletableFuture<Fate>> fates = new LinkedHashMap<>();
        for (Delivery delivery : batch) {
            Parcel parcel = parcels.get(delivery);
            if (parcel == null) {
                fates.put(delivery, known(new Fate.GivenUp("left")));
            } else if (delivery.due().plus(properties.expireAfter()).isBefore(now)) {
                fates.put(delivery, known(new Fate.GivenUp("expired")));
            } else if (suppressed.contains(digests.get(delivery))) {
                fates.put(
                        delivery,
                        known(new Fate.Answered(new Outcome.Permanent(SUPPRESSED, "refused for good before", false))));
            } else {
                fates.put(delivery, handed(delivery, parcel, Objects.requireNonNull(digests.get(delivery))));
            }
        }
        return fates;
    }

    private static CompletableFuture<Fate> known(Fate fate) {
        return CompletableFuture.completedFuture(fate);
    }

    private CompletableFuture<Fate> handed(Delivery delivery, Parcel parcel, String digest) {
        Counter counter = counters.get(delivery.channel());
        if (counter == null) {
            return known(new Fate.Answered(new Outcome.Temporary("not-offered", "this channel is not set up here")));
        }
        List<Span> spans = spans(delivery, parcel);
        return counter.take(delivery, parcel, digest)
                .whenComplete((fate, failure) -> spans.forEach(span -> end(span, fate)))
                .thenCompose(fate -> fate instanceof Fate.Answered(Outcome.Permanent refusal) && refusal.recipient()
                        ? CompletableFuture.supplyAsync(
                                () -> suppressed(digest, refusal, fate), Thread::startVirtualThread)
                        : CompletableFuture.completedFuture(fate));
    }

    /** Each change that a message tells of goes on to it; the message is named, its recipient is not. */
    private List<Span> spans(Delivery delivery, Parcel parcel) {
        String name = "send " + delivery.channel().name().toLowerCase(Locale.ROOT);
        return parcel instanceof Parcel.News news
                ? news.happenings().stream()
                        .map(Happening::traceparent)
                        .flatMap(parent -> traces.span(parent, Span.Kind.CLIENT, name).stream())
                        .map(span -> span.tag("messaging.message.id", delivery.id()))
                        .toList()
                : List.of();
    }

    private static void end(Span span, @Nullable Fate fate) {
        String outcome = fate instanceof Fate.Answered(Outcome answer)
                ? answer.getClass().getSimpleName()
                : fate == null ? "failed" : "given up";
        span.tag("outcome", outcome.toLowerCase(Locale.ROOT)).end();
    }

    private Fate suppressed(String digest, Outcome.Permanent refusal, Fate fate) {
        suppressions.add(digest, refusal.code());
        return fate;
    }

    private Map<Delivery, Parcel> parcels(List<Delivery> batch) {
        Map<String, Subscriber> people = subscribers.find(batch.stream()
                .map(Delivery::subscriber)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<String, Happening> told = happenings.find(batch.stream()
                .flatMap(delivery -> delivery.happenings().stream())
                .collect(Collectors.toSet()));
        Map<Delivery, Parcel> parcels = new HashMap<>();
        for (Delivery delivery : batch) {
            Optional<? extends Parcel> parcel = delivery.confirmation() == null
                    ? news(delivery, people.get(delivery.subscriber()), told)
                    : confirmations.find(delivery.confirmation()).map(Parcel.Question::new);
            parcel.ifPresent(there -> parcels.put(delivery, there));
        }
        return parcels;
    }

    private static Optional<Parcel.News> news(
            Delivery delivery, @Nullable Subscriber subscriber, Map<String, Happening> told) {
        List<Happening> happened = delivery.happenings().stream()
                .map(told::get)
                .filter(Objects::nonNull)
                .toList();
        if (subscriber == null || happened.isEmpty()) {
            return Optional.empty();
        }
        List<String> alive = subscriber.subscriptions().stream()
                .map(Subscription::id)
                .filter(delivery.subscriptions()::contains)
                .toList();
        return alive.isEmpty() ? Optional.empty() : Optional.of(new Parcel.News(subscriber, alive, happened));
    }

    /** What goes into a message, and to whom. */
    sealed interface Parcel {

        Recipient recipient();

        /**
         * News.
         *
         * @param subscriber to whom
         * @param subscriptions ids of the wishes that brought it and still stand
         * @param happenings what happened
         */
        record News(Subscriber subscriber, List<String> subscriptions, List<Happening> happenings) implements Parcel {
            @Override
            public Recipient recipient() {
                return subscriber.recipient();
            }
        }

        /** A wish to confirm. */
        record Question(Confirmation confirmation) implements Parcel {
            @Override
            public Recipient recipient() {
                return confirmation.recipient();
            }
        }
    }

    /** Where messages of a channel are written and handed over. */
    interface Counter {

        /** @param digest of the recipient, for budgets */
        CompletableFuture<Fate> take(Delivery delivery, Parcel parcel, String digest);
    }
}
