package org.ratsnetz.notification.delivery;

import java.util.concurrent.CompletableFuture;
import org.ratsnetz.notification.budget.Budgets;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.notification.message.Messages;
import org.ratsnetz.notification.sms.Sms;
import org.ratsnetz.notification.sms.SmsRelay;
import org.ratsnetz.notification.sms.SmsText;
import org.ratsnetz.notification.sms.SmsTextRefused;

/** Text messages. Each costs money, so budgets come first: a number's, a council's, and that of all. */
final class SmsCounter implements PostOffice.Counter {

    private final SmsRelay relay;
    private final Messages messages;
    private final Writing writing;
    private final Budgets budgets;
    private final DeliveryProperties properties;

    SmsCounter(SmsRelay relay, Messages messages, Writing writing, Budgets budgets, DeliveryProperties properties) {
        this.relay = relay;
        this.messages = messages;
        this.writing = writing;
        this.budgets = budgets;
        this.properties = properties;
    }

    @Override
    public CompletableFuture<Fate> take(Delivery delivery, PostOffice.Parcel parcel, String digest) {
        String text = switch (parcel) {
            case PostOffice.Parcel.News news -> messages.sms(writing.news(delivery, news));
            case PostOffice.Parcel.Question(var confirmation) -> messages.sms(writing.question(confirmation));
        };
        try {
            int parts = SmsText.of(text).parts();
            if (!affordable(delivery, digest, parts)) {
                return CompletableFuture.completedFuture(new Fate.GivenUp("budget"));
            }
        } catch (SmsTextRefused e) {
            return CompletableFuture.completedFuture(
                    new Fate.Answered(new Outcome.Permanent(e.reason().code(), "", false)));
        }
        return relay.send(new Sms(delivery.id(), parcel.recipient().address(), text))
                .thenApply(Fate.Answered::new);
    }

    private boolean affordable(Delivery delivery, String digest, int parts) {
        return delivery.attempts() > 1 // was paid for at the first
                || (budgets.spend("sms " + digest, parts, properties.smsPerNumber())
                        && (delivery.council() == null
                                || budgets.spend("sms " + delivery.council(), parts, properties.smsPerCouncil()))
                        && budgets.spend("sms", parts, properties.smsPerDay()));
    }
}
