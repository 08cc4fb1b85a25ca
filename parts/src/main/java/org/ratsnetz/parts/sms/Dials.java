package org.ratsnetz.parts.sms;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How a message centre misbehaves, to be turned while it runs. As it starts it does everything right and at once. */
public final class Dials {

    /** How often an accepted message is receipted. */
    public enum Receipts {
        /** Never, though the sender asked for one. */
        NEVER(0),
        /** As asked for. */
        ONCE(1),
        /** Each receipt comes a second time. */
        TWICE(2);

        final int copies;

        Receipts(int copies) {
            this.copies = copies;
        }
    }

    private static final int THROTTLED = 0x58;

    private final AtomicInteger submits = new AtomicInteger();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private volatile int throttleEvery;
    private volatile int bindStatus;
    private volatile Receipts receipts = Receipts.ONCE;
    private volatile String receiptState = "DELIVRD";
    private volatile Duration receiptDelay = Duration.ofMillis(200);
    private volatile Duration answerDelay = Duration.ZERO;
    private int unansweredThenCut;
    private int cuts;

    Dials() {}

    /** Each n-th submit is answered with ESME_RTHROTTLED and not taken; 1 for all of them, 0 for none. */
    public void throttleEvery(int n) {
        throttleEvery = n;
    }

    /** Binds are refused with this command status, for example 0x0D (ESME_RBINDFAIL); 0 accepts them again. */
    public void refuseBinds(int status) {
        bindStatus = status;
    }

    /**
     * Takes submits without answering; when a link has so many of them unanswered it is cut. The dial goes back to 0 after so many
     * cuts.
     */
    public synchronized void cutAfter(int unanswered, int times) {
        unansweredThenCut = unanswered;
        cuts = times;
    }

    /** How often receipts are sent. */
    public void receipts(Receipts how) {
        receipts = how;
    }

    /** From the answer to its receipt; 200 ms unless told. */
    public void receiptDelay(Duration delay) {
        receiptDelay = delay;
    }

    /** The state that receipts tell: {@code DELIVRD}, {@code EXPIRED}, {@code UNDELIV}, … */
    public void receiptState(String state) {
        receiptState = state;
    }

    /** From a submit to its answer. */
    public void answerDelay(Duration delay) {
        answerDelay = delay;
    }

    /** Submits to this number ({@code +49…}) are refused with this command status, for example 0x0B (ESME_RINVDSTADR); 0 for not. */
    public void refuse(String destination, int status) {
        refused.put(destination, status);
    }

    OptionalInt refusal(String destination) {
        int every = throttleEvery;
        if (every > 0 && submits.incrementAndGet() % every == 0) {
            return OptionalInt.of(THROTTLED);
        }
        int status = refused.getOrDefault(destination, 0);
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    int bindStatus() {
        return bindStatus;
    }

    Receipts receipts() {
        return receipts;
    }

    String receiptState() {
        return receiptState;
    }

    Duration receiptDelay() {
        return receiptDelay;
    }

    Duration answerDelay() {
        return answerDelay;
    }

    /** So many unanswered submits cut a link; 0 when answers are to be given. */
    synchronized int unansweredThenCut() {
        return unansweredThenCut;
    }

    synchronized void cut() {
        if (--cuts <= 0) {
            unansweredThenCut = 0;
        }
    }
}
