package org.ratsnetz.notification.subscription;

/** Sends the one message that an unconfirmed wish may cause. */
public interface ConfirmationPost {

    /** Takes the message into the ledger; returns when it is durable. */
    void send(Confirmations.Confirmation confirmation);
}
