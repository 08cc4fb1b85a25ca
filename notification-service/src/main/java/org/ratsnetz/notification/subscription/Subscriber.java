package org.ratsnetz.notification.subscription;

import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.ratsnetz.notification.channel.Channel;

/**
 * A person on one channel: a normalised address or number, however many wishes it has. That is why overlapping subscriptions
 * bring one message.
 *
 * @param id random, means nothing outside
 * @param recipient where messages go
 * @param language language of messages
 * @param subscriptions wishes, at least one
 */
public record Subscriber(String id, Recipient recipient, Locale language, List<Subscription> subscriptions) {

    public Subscriber {
        subscriptions = List.copyOf(subscriptions);
    }

    static Subscriber read(Document stored) {
        return new Subscriber(
                stored.getString("_id"),
                new Recipient(Channel.valueOf(stored.getString("channel")), stored.getString("address")),
                Locale.forLanguageTag(stored.getString("language")),
                stored.getList("subscriptions", Document.class).stream()
                        .map(Subscription::read)
                        .toList());
    }
}
