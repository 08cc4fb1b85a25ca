package org.ratsnetz.notification.subscription;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * One wish of a subscriber.
 *
 * @param id id within the subscriber, 16 hexadecimal digits
 * @param scope which councils
 * @param kinds names of the kinds of event, empty for all
 * @param confirmedAt when the link was followed
 */
public record Subscription(String id, Scope scope, List<String> kinds, Instant confirmedAt) {

    /** Stored in place of no kinds, so that "all" can be searched for like a name. */
    private static final String EVERY = "*";

    public Subscription {
        kinds = List.copyOf(kinds);
    }

    /** Names to search for when one of these kinds happened. */
    static List<String> matching(List<String> kinds) {
        return Stream.concat(Stream.of(EVERY), kinds.stream()).toList();
    }

    /** Whether it asks for one of these kinds, of a council under one of these scopes, and did so before then. */
    boolean wants(List<String> scopes, List<String> happened, Instant before) {
        return scopes.contains(scope.stored())
                && confirmedAt.isBefore(before)
                && (kinds.isEmpty() || kinds.stream().anyMatch(happened::contains));
    }

    Document stored() {
        return new Document("id", id)
                .append("scope", scope.stored())
                .append("kinds", storedKinds(kinds))
                .append("confirmedAt", Date.from(confirmedAt));
    }

    static List<String> storedKinds(List<String> kinds) {
        return kinds.isEmpty() ? List.of(EVERY) : kinds;
    }

    static Subscription read(Document stored) {
        return new Subscription(
                stored.getString("id"),
                Scope.read(stored.getString("scope")),
                readKinds(stored),
                stored.getDate("confirmedAt").toInstant());
    }

    static List<String> readKinds(Document stored) {
        List<String> kinds = stored.getList("kinds", String.class);
        return kinds.equals(List.of(EVERY)) ? List.of() : kinds;
    }
}
