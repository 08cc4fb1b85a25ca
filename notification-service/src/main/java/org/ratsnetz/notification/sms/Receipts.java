package org.ratsnetz.notification.sms;

/**
 * Hears what became of messages after the message centre had accepted them. A bean of this type hears all receipts; without one they
 * are only counted.
 */
public interface Receipts {

    /**
     * A receipt has come. It may come twice, late, after one that contradicts it, or before {@link SmsRelay#send} has been answered;
     * so this must be idempotent, and is called from several threads at once. The answer to the message centre waits for it: what it
     * returns from must be durable, and what it throws lets the centre send the receipt again.
     *
     * @param reference that of {@link org.ratsnetz.notification.channel.Outcome.Accepted}
     * @return false when nobody knows the reference; it is then asked again after 1, 5 and 25 s, in case the answer with the
     *     reference was overtaken
     */
    boolean receipt(String reference, Receipt receipt);
}
