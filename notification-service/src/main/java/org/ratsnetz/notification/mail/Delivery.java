package org.ratsnetz.notification.mail;

import java.util.concurrent.CompletableFuture;
import org.ratsnetz.notification.channel.Outcome;

/** A mail on its way. */
record Delivery(Mail mail, CompletableFuture<Outcome> outcome) {

    String to() {
        return mail.to();
    }
}
