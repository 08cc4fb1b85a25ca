package org.ratsnetz.notification.delivery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.ratsnetz.notification.mail.Mail;
import org.ratsnetz.notification.mail.MailRelay;
import org.ratsnetz.notification.message.Messages;
import org.ratsnetz.notification.subscription.Links;

/** Mails. Each bears what a mail program needs to end it by one click (RFC 8058, RFC 2369). */
final class MailCounter implements PostOffice.Counter {

    private final MailRelay relay;
    private final Messages messages;
    private final Writing writing;
    private final Links links;
    private final String domain;

    MailCounter(MailRelay relay, Messages messages, Writing writing, Links links) {
        this.relay = relay;
        this.messages = messages;
        this.writing = writing;
        this.links = links;
        this.domain = links.host();
    }

    @Override
    public CompletableFuture<Fate> take(Delivery delivery, PostOffice.Parcel parcel, String digest) {
        Mail mail = switch (parcel) {
            case PostOffice.Parcel.News news -> news(delivery, news);
            case PostOffice.Parcel.Question(var confirmation) ->
                mail(
                        delivery,
                        confirmation.recipient().address(),
                        messages.mail(writing.question(confirmation)),
                        List.of(),
                        confirmation.language());
        };
        return relay.send(mail).thenApply(Fate.Answered::new);
    }

    private Mail news(Delivery delivery, PostOffice.Parcel.News news) {
        URI oneClick = links.oneClick(news.subscriber().id(), news.subscriptions());
        List<Mail.Header> headers = List.of(
                new Mail.Header("List-Id", "<council-" + delivery.council() + "." + domain + ">"),
                new Mail.Header("List-Unsubscribe", "<" + oneClick + ">"),
                new Mail.Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        return mail(
                delivery,
                news.recipient().address(),
                messages.mail(writing.news(delivery, news)),
                headers,
                news.subscriber().language());
    }

    private Mail mail(
            Delivery delivery, String to, Messages.Bodies bodies, List<Mail.Header> headers, Locale language) {
        List<Mail.Header> all = new ArrayList<>(headers);
        // no out-of-office answers (RFC 3834)
        all.add(new Mail.Header("Auto-Submitted", "auto-generated"));
        return new Mail(
                "<" + delivery.id() + "@" + domain + ">",
                to,
                bodies.subject(),
                bodies.text(),
                bodies.html(),
                all,
                language.toLanguageTag());
    }
}
