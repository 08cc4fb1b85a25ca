package org.ratsnetz.notification.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Channel;
import org.springframework.stereotype.Component;

/** What a holder of a link sees; the address only as its owner knows it. */
@Component
class SubscriptionViews {

    private final Scopes scopes;

    SubscriptionViews(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * A wish that waits, or was just confirmed.
     *
     * @param preferences token of the preferences, once it is confirmed
     */
    record ConfirmationView(
            Channel channel,
            String address,
            String language,
            Scope scope,
            String scopeName,
            List<String> kinds,
            Instant expiresAt,
            @Nullable String preferences) {}

    /** One wish. */
    record SubscriptionView(String id, Scope scope, String scopeName, List<String> kinds, Instant since) {}

    /** A subscriber. */
    record SubscriberView(Channel channel, String address, String language, List<SubscriptionView> subscriptions) {}

    ConfirmationView of(Confirmations.Confirmation confirmation, @Nullable String preferences, Locale locale) {
        Subscription subscription = confirmation.subscription();
        return new ConfirmationView(
                confirmation.recipient().channel(),
                confirmation.recipient().masked(),
                confirmation.language().getLanguage(),
                subscription.scope(),
                scopes.name(subscription.scope(), locale),
                subscription.kinds(),
                confirmation.expiresAt(),
                preferences);
    }

    SubscriberView of(Subscriber subscriber, Locale locale) {
        return new SubscriberView(
                subscriber.recipient().channel(),
                subscriber.recipient().masked(),
                subscriber.language().getLanguage(),
                subscriber.subscriptions().stream()
                        .map(subscription -> of(subscription, locale))
                        .toList());
    }

    SubscriptionView of(Subscription subscription, Locale locale) {
        return new SubscriptionView(
                subscription.id(),
                subscription.scope(),
                scopes.name(subscription.scope(), locale),
                subscription.kinds(),
                subscription.confirmedAt());
    }
}
