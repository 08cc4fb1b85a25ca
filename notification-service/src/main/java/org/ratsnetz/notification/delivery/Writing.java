package org.ratsnetz.notification.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.ratsnetz.notification.council.KnownCouncil;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.message.Messages;
import org.ratsnetz.notification.subscription.Confirmations.Confirmation;
import org.ratsnetz.notification.subscription.Links;
import org.ratsnetz.notification.subscription.Scopes;

/** What goes into a message, in the form that messages are written from. */
final class Writing {

    private final KnownCouncils councils;
    private final Scopes scopes;
    private final Links links;

    Writing(KnownCouncils councils, Scopes scopes, Links links) {
        this.councils = councils;
        this.scopes = scopes;
        this.links = links;
    }

    Messages.News news(Delivery delivery, PostOffice.Parcel.News news) {
        String ags = Objects.requireNonNull(delivery.council());
        String subscriber = news.subscriber().id();
        Locale language = news.subscriber().language();
        return new Messages.News(
                language,
                councils.find(ags).map(KnownCouncil::name).orElse(ags),
                news.happenings(),
                links.council(ags, language),
                links.preferences(subscriber, language),
                links.unsubscribe(subscriber, news.subscriptions(), language));
    }

    Messages.Question question(Confirmation confirmation) {
        return new Messages.Question(
                confirmation.language(),
                scopes.name(confirmation.subscription().scope(), confirmation.language()),
                confirmation.subscription().kinds(),
                links.confirmation(confirmation.id(), confirmation.language()),
                Duration.between(confirmation.subscription().confirmedAt(), confirmation.expiresAt()));
    }
}
