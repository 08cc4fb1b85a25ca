package org.ratsnetz.notification.delivery;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.notification.channel.Channel;

/**
 * A message: a row of the ledger.
 *
 * @param id UUIDv7; the Message-ID of a mail is made of it, so that a second copy bears the same
 * @param channel channel
 * @param subscriber to whom, null for a confirmation
 * @param subscriptions which wishes brought it; the link to leave ends these
 * @param confirmation the wish it asks to confirm, null for news
 * @param council AGS, null for a confirmation
 * @param happenings what it tells of, in the order of arrival
 * @param state where it stands
 * @param attempts how often it was handed to the channel
 * @param createdAt when it was first owed
 * @param due before then it is not sent: what happens until then is gathered into it
 * @param code what the channel said last
 * @param reason the same in words, without any address
 * @param reference the relay's own name for it
 * @param endedAt when it reached its last state
 */
record Delivery(
        String id,
        Channel channel,
        @Nullable String subscriber,
        List<String> subscriptions,
        @Nullable String confirmation,
        @Nullable String council,
        List<String> happenings,
        State state,
        int attempts,
        Instant createdAt,
        Instant due,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String reference,
        @Nullable Instant endedAt) {

    static Delivery read(Document stored) {
        return new Delivery(
                stored.getString("_id"),
                Channel.valueOf(stored.getString("channel")),
                stored.getString("subscriber"),
                texts(stored, "subscriptions"),
                stored.getString("confirmation"),
                stored.getString("council"),
                texts(stored, "happenings"),
                State.valueOf(stored.getString("state")),
                stored.getInteger("attempts"),
                stored.getDate("createdAt").toInstant(),
                stored.getDate("due").toInstant(),
                stored.getString("code"),
                stored.getString("reason"),
                stored.getString("reference"),
                Optional.ofNullable(stored.getDate("endedAt"))
                        .map(Date::toInstant)
                        .orElse(null));
    }

    private static List<String> texts(Document stored, String name) {
        List<String> texts = stored.getList(name, String.class);
        return texts == null ? List.of() : List.copyOf(texts);
    }
}
