package org.ratsnetz.notification.subscription;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.budget.Budgets;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.channel.Channels;
import org.ratsnetz.notification.kind.Kinds;
import org.ratsnetz.notification.subscription.SubscriptionViews.ConfirmationView;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.PublicRead;
import org.ratsnetz.platform.security.PublicWrite;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscribing: a wish, its one message, its confirmation. */
@RestController
@RequestMapping("/api/subscriptions")
class SubscriptionController {

    private final Confirmations confirmations;
    private final Subscribers subscribers;
    private final ConfirmationPost post;
    private final WishCheck wishes;
    private final Kinds kinds;
    private final Budgets budgets;
    private final Links links;
    private final SubscriptionViews views;
    private final NotificationProperties properties;
    private final Set<Channel> channels;
    private final InstantSource clock;

    SubscriptionController(
            Confirmations confirmations,
            Subscribers subscribers,
            ConfirmationPost post,
            WishCheck wishes,
            Kinds kinds,
            Budgets budgets,
            Links links,
            SubscriptionViews views,
            NotificationProperties properties,
            Channels channels,
            InstantSource clock) {
        this.confirmations = confirmations;
        this.subscribers = subscribers;
        this.post = post;
        this.wishes = wishes;
        this.kinds = kinds;
        this.budgets = budgets;
        this.links = links;
        this.views = views;
        this.properties = properties;
        this.channels = channels.offered();
        this.clock = clock;
    }

    /** Languages of messages. */
    enum Language {
        /** German. */
        de,
        /** English. */
        en;

        Locale locale() {
            return Locale.forLanguageTag(name());
        }
    }

    /** What can be subscribed to, and how. */
    record Offer(Set<Channel> channels, List<Language> languages, List<KindView> kinds) {}

    /** A kind of event. */
    record KindView(String name, Label label) {}

    /** What it is called. */
    record Label(String de, String en) {}

    /**
     * A wish.
     *
     * @param kinds names of kinds; for text messages at least one, for mail none means all
     */
    record Wish(
            Channel channel,
            String address,
            Language language,
            Scope scope,
            @Nullable List<String> kinds) {}

    /** The answer to every wish. */
    record Taken(String message) {}

    /** What can be subscribed to. */
    @PublicRead
    @GetMapping("/offer")
    Offer offer() {
        return new Offer(
                new TreeSet<>(channels),
                List.of(Language.values()),
                kinds.names().stream()
                        .map(kind -> new KindView(
                                kind, new Label(kinds.label(kind, Locale.GERMAN), kinds.label(kind, Locale.ENGLISH))))
                        .toList());
    }

    /** Takes a wish and sends its confirmation; whether the address is known already makes no difference. */
    @PublicWrite
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken subscribe(@RequestBody Wish wish, Locale locale) {
        if (!channels.contains(wish.channel())) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("/channel", "channel-not-offered"))));
        }
        List<String> chosen = wishes.check(wish.channel(), wish.scope(), wish.kinds());
        Recipient recipient = Recipients.read(wish.channel(), wish.address());
        String budget = "confirmations " + links.digest(recipient);
        if (!budgets.spend(budget, 1, properties.confirmationsPerDay())) {
            Duration wait = budgets.full(budget);
            throw new Refused(Problem.of(429, "too-many-confirmations", properties.confirmationsPerDay())
                    .retryAfter((int) Math.max(1, wait.toSeconds())));
        }
        post.send(confirmations.open(recipient, wish.language().locale(), wish.scope(), chosen));
        return new Taken(wishes.taken(wish.channel(), properties.confirmWithin(), locale));
    }

    /** What the link would confirm. Changes nothing: mail scanners follow links. */
    @PublicRead
    @GetMapping("/confirmation")
    ConfirmationView pending(@RequestParam String token, Locale locale) {
        return views.of(waiting(token), null, locale);
    }

    /** Confirms. A link confirms once. */
    @PublicWrite
    @PostMapping("/confirmation")
    ConfirmationView confirm(@RequestParam String token, Locale locale) {
        Confirmations.Confirmation waiting = waiting(token);
        if (subscribers.full(waiting.recipient())) {
            throw new Refused(Problem.of(409, "too-many-subscriptions"));
        }
        Subscription wish = waiting.subscription();
        Subscription confirmed = new Subscription(wish.id(), wish.scope(), wish.kinds(), clock.instant());
        Subscriber subscriber = subscribers.confirm(waiting.recipient(), waiting.language(), confirmed);
        if (!confirmations.close(waiting)) {
            throw dead();
        }
        return views.of(waiting, links.preferencesToken(subscriber.id()), locale);
    }

    private Confirmations.Confirmation waiting(String token) {
        return confirmations.of(token).orElseThrow(SubscriptionController::dead);
    }

    private static Refused dead() {
        return new Refused(Problem.of(410, "confirmation-gone"));
    }
}
