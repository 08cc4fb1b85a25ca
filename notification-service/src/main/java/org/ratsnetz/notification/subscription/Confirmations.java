package org.ratsnetz.notification.subscription;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Channel;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/**
 * WishCheck that nobody has confirmed yet. Each is gone when its link was followed, or when its time is over; nothing else of it is
 * kept.
 */
@Component
public class Confirmations {

    private final MongoCollection<Document> confirmations;
    private final Links links;
    private final NotificationProperties properties;
    private final InstantSource clock;

    Confirmations(MongoDatabaseFactory databases, Links links, NotificationProperties properties, InstantSource clock) {
        this.confirmations = databases
                .getMongoDatabase()
                .getCollection("confirmations")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
        this.links = links;
        this.properties = properties;
        this.clock = clock;
        confirmations.createIndex(
                Indexes.ascending("token"), new IndexOptions().name("token").unique(true));
        confirmations.createIndex(
                Indexes.ascending("expiresAt"),
                new IndexOptions().name("expiry").expireAfter(0L, TimeUnit.SECONDS));
    }

    /**
     * A wish that waits for its confirmation.
     *
     * @param id random
     * @param recipient where the link was sent
     * @param language language of messages
     * @param subscription what is wished; {@code confirmedAt} is when it was wished
     * @param expiresAt when the link is dead
     */
    public record Confirmation(
            String id, Recipient recipient, Locale language, Subscription subscription, Instant expiresAt) {}

    /** Keeps a wish. */
    Confirmation open(Recipient recipient, Locale language, Scope scope, List<String> kinds) {
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        Confirmation confirmation = new Confirmation(
                id.toString(),
                recipient,
                language,
                new Subscription(subscriptionId(), scope, kinds, now),
                now.plus(properties.confirmWithin()));
        confirmations.insertOne(new Document("_id", confirmation.id())
                .append("token", Links.digest(links.confirmationToken(confirmation.id())))
                .append("channel", recipient.channel().name())
                .append("address", recipient.address())
                .append("language", language.toLanguageTag())
                .append("subscription", confirmation.subscription().stored())
                .append("expiresAt", Date.from(confirmation.expiresAt())));
        return confirmation;
    }

    private static String subscriptionId() {
        return String.format(Locale.ROOT, "%016x", UUID.randomUUID().getLeastSignificantBits());
    }

    /** The wish that a link's token belongs to, empty when it was followed, is over, or never was. */
    Optional<Confirmation> of(String token) {
        return living(
                confirmations.find(Filters.eq("token", Links.digest(token))).first());
    }

    /** The wish of this id, while it waits. */
    public Optional<Confirmation> find(String id) {
        return living(confirmations.find(Filters.eq("_id", id)).first());
    }

    private Optional<Confirmation> living(@Nullable Document stored) {
        return Optional.ofNullable(stored)
                .map(Confirmations::read)
                .filter(confirmation -> confirmation.expiresAt().isAfter(clock.instant()));
    }

    /** Takes the wish away; true for one caller only. */
    boolean close(Confirmation confirmation) {
        return confirmations.deleteOne(Filters.eq("_id", confirmation.id())).getDeletedCount() == 1;
    }

    /** Takes away all wishes of a recipient. */
    void erase(Recipient recipient) {
        confirmations.deleteMany(Filters.and(
                Filters.eq("channel", recipient.channel().name()), Filters.eq("address", recipient.address())));
    }

    private static Confirmation read(Document stored) {
        return new Confirmation(
                stored.getString("_id"),
                new Recipient(Channel.valueOf(stored.getString("channel")), stored.getString("address")),
                Locale.forLanguageTag(stored.getString("language")),
                Subscription.read(stored.get("subscription", Document.class)),
                stored.getDate("expiresAt").toInstant());
    }
}
