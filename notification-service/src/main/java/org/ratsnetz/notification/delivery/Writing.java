package org.ratsnetz.notification.delivery;

import java.util.Objects;
import org.ratsnetz.notification.council.KnownCouncil;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.message.Messages;
import org.ratsnetz.notification.subscription.Confirmations.Confirmation;
import org.ratsnetz.notification.subscription.Links;
import org.ratsnetz.notification.subscription.Scopes;
import java.time.Duration;

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
        return new Messages.News(
                news.subscriber().language(),
                councils.find(ags).map(KnownCouncil::name).orElse(ags),
                news.happenings(),
                links.council(ags),
                links.preferences(subscriber),
                links.unsubscribe(subscriber, news.subscriptions()));
    }

    Messages.Question question(Confirmation confirmation) {
        return new Messages.Question(
                confirmation.language(),
                scopes.name(confirmation.subscription().scope(), confirmation.language()),
                confirmation.subscription().kinds(),
                links.confirmation(confirmation.id()),
                Duration.between(confirmation.subscription().confirmedAt(), confirmation.expiresAt()));
    }
}
