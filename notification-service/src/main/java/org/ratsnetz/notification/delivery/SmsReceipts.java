package org.ratsnetz.notification.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.InstantSource;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.sms.Receipt;
import org.ratsnetz.notification.sms.Receipts;

/**
 * Enters what the message centre learned later. A text message that did not arrive leaves {@code delivered} for {@code permanent} or
 * {@code expired}; a receipt that comes twice or too late changes nothing.
 */
final class SmsReceipts implements Receipts {

    private final MongoCollection<Document> deliveries;
    private final InstantSource clock;

    SmsReceipts(MongoCollection<Document> deliveries, InstantSource clock) {
        this.deliveries = Ledger.durable(deliveries);
        this.clock = clock;
        deliveries.createIndex(
                Indexes.ascending("reference"),
                new IndexOptions()
                        .name("receipts")
                        .partialFilterExpression(
                                Filters.and(Filters.eq("channel", Channel.SMS.name()), Filters.exists("reference"))));
    }

    @Override
    public boolean receipt(String reference, Receipt receipt) {
        Bson row = Filters.and(Filters.eq("reference", reference), Filters.eq("channel", Channel.SMS.name()));
        State state = switch (receipt.state()) {
            case UNDELIVERABLE -> State.permanent;
            case EXPIRED -> State.expired;
            case DELIVERED, PENDING, UNKNOWN -> State.delivered;
        };
        if (state == State.delivered) {
            return deliveries.find(row).first() != null;
        }
        Bson accepted = Filters.and(row, Filters.eq("state", State.delivered.name()));
        boolean entered = deliveries
                        .updateOne(
                                accepted,
                                Updates.combine(
                                        Updates.set("state", state.name()),
                                        Updates.set("code", "receipt"),
                                        Updates.set("reason", receipt.detail()),
                                        Updates.set("endedAt", Date.from(clock.instant()))))
                        .getMatchedCount()
                == 1;
        return entered || deliveries.find(row).first() != null;
    }
}
