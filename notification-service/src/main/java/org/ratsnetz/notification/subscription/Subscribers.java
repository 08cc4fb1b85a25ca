package org.ratsnetz.notification.subscription;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.council.KnownCouncil;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/** All subscribers. One without a subscription is deleted at once, address and all. */
@Component
public class Subscribers {

    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final int MOST_SUBSCRIPTIONS = 100;

    private final MongoCollection<Document> subscribers;

    Subscribers(MongoDatabaseFactory databases) {
        MongoDatabase database = databases.getMongoDatabase();
        this.subscribers = database.getCollection("subscribers")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
        subscribers.createIndex(
                Indexes.ascending("channel", "address"),
                new IndexOptions().name("recipient").unique(true));
        subscribers.createIndex(Indexes.ascending("subscriptions.scope", "_id"), new IndexOptions().name("scope"));
    }

    /** Adds a confirmed wish; an earlier one of the same scope is replaced. Returns the subscriber as it is then. */
    Subscriber confirm(Recipient recipient, Locale language, Subscription subscription) {
        Bson one = recipient(recipient);
        String scope = subscription.scope().stored();
        subscribers.updateOne(
                Filters.and(one, Filters.eq("subscriptions.scope", scope)),
                Updates.pull(
                        SUBSCRIPTIONS,
                        new Document("scope", scope).append("id", new Document("$ne", subscription.id()))));
        try {
            subscribers.updateOne(
                    Filters.and(one, Filters.ne("subscriptions.id", subscription.id())),
                    Updates.combine(
                            Updates.setOnInsert("_id", UUID.randomUUID().toString()),
                            Updates.set("language", language.toLanguageTag()),
                            Updates.push(SUBSCRIPTIONS, subscription.stored())),
                    new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // the subscriber has this very wish already: a repetition
        }
        return Subscriber.read(Objects.requireNonNull(subscribers.find(one).first()));
    }

    /** Whether no further wish can be added. */
    boolean full(Recipient recipient) {
        Document stored = subscribers.find(recipient(recipient)).first();
        return stored != null && stored.getList(SUBSCRIPTIONS, Document.class).size() >= MOST_SUBSCRIPTIONS;
    }

    /** The subscriber of this id. */
    Optional<Subscriber> find(String id) {
        return Optional.ofNullable(subscribers.find(Filters.eq("_id", id)).first())
                .map(Subscriber::read);
    }

    /** Those of these ids that there still are. */
    public Map<String, Subscriber> find(Collection<String> ids) {
        Map<String, Subscriber> found = new HashMap<>();
        for (Document stored : subscribers.find(Filters.in("_id", ids))) {
            found.put(stored.getString("_id"), Subscriber.read(stored));
        }
        return found;
    }

    /**
     * A page of those who want to be told of something, in the order of ids.
     *
     * @param ags council where it happened
     * @param council what is known of it, for its district and region
     * @param kinds kinds of what happened
     * @param before only wishes confirmed before then
     * @param after id of the last one on the page before, empty for the first page
     * @param limit most on the page
     */
    public List<Subscriber> audience(
            String ags, @Nullable KnownCouncil council, List<String> kinds, Instant before, String after, int limit) {
        Bson wish = Filters.elemMatch(
                SUBSCRIPTIONS,
                Filters.and(
                        Filters.in("scope", Scope.over(ags, council)),
                        Filters.in("kinds", Subscription.matching(kinds)),
                        Filters.lt("confirmedAt", Date.from(before))));
        List<Subscriber> page = new ArrayList<>();
        for (Document stored : subscribers
                .find(Filters.and(wish, Filters.gt("_id", after)))
                .sort(Sorts.ascending("_id"))
                .limit(limit)) {
            page.add(Subscriber.read(stored));
        }
        return page;
    }

    /** Ids of a subscriber's wishes that ask for this. */
    public static List<String> matching(
            Subscriber subscriber, String ags, @Nullable KnownCouncil council, List<String> kinds, Instant before) {
        List<String> scopes = Scope.over(ags, council);
        return subscriber.subscriptions().stream()
                .filter(subscription -> subscription.wants(scopes, kinds, before))
                .map(Subscription::id)
                .toList();
    }

    /** Changes the language. */
    void speak(String id, Locale language) {
        subscribers.updateOne(Filters.eq("_id", id), Updates.set("language", language.toLanguageTag()));
    }

    /** Changes what one wish is about. */
    void choose(String id, String subscription, List<String> kinds) {
        subscribers.updateOne(
                Filters.and(Filters.eq("_id", id), Filters.eq("subscriptions.id", subscription)),
                Updates.set("subscriptions.$.kinds", Subscription.storedKinds(kinds)));
    }

    /** Ends wishes; with the last one the subscriber is gone. Ending what has ended does nothing. */
    void end(String id, Collection<String> subscriptions) {
        subscribers.updateOne(
                Filters.eq("_id", id),
                Updates.pull(SUBSCRIPTIONS, new Document("id", new Document("$in", subscriptions))));
        subscribers.deleteOne(Filters.and(Filters.eq("_id", id), Filters.size(SUBSCRIPTIONS, 0)));
    }

    /** Erases a subscriber. */
    void erase(String id) {
        subscribers.deleteOne(Filters.eq("_id", id));
    }

    private static Bson recipient(Recipient recipient) {
        return Filters.and(
                Filters.eq("channel", recipient.channel().name()), Filters.eq("address", recipient.address()));
    }
}
