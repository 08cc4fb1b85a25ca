package org.ratsnetz.notification.sms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a message centre delivers. Receipts are passed on before they are answered; what cannot be passed on now is answered so
 * that the centre sends it again. At most {@link #AT_ONCE} are in hand, so that a slow listener never keeps the answers to our own
 * submits waiting. Messages from phones are answered and dropped.
 */
final class ReceiptIntake implements MessageReceiverListener {

    /** Receipts in hand at once. */
    static final int AT_ONCE = 8;

    /** When a receipt that nobody knows is told again. */
    static final List<Duration> AGAIN = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(25));

    /** Why a receipt was ignored: nobody knows the message. */
    static final String UNKNOWN = "unknown";
    /** The same: it cannot be read. */
    static final String UNREADABLE = "unreadable";
    /** The same: it is a message to us. */
    static final String INCOMING = "incoming";

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptIntake.class);
    private static final int WAITING = 10_000;

    private final Receipts receipts;
    private final SmsMeters meters;
    private final Executor later;
    private final List<Duration> pauses;
    private final Semaphore hands = new Semaphore(AT_ONCE);
    private final Semaphore waiting = new Semaphore(WAITING);

    ReceiptIntake(Receipts receipts, SmsMeters meters, Executor later, List<Duration> pauses) {
        this.receipts = receipts;
        this.meters = meters;
        this.later = later;
        this.pauses = pauses;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
        if (!deliver.isSmscDeliveryReceipt()) {
            meters.ignored(INCOMING);
            return;
        }
        Optional<ReceiptText> receipt = ReceiptText.of(deliver);
        if (receipt.isEmpty()) {
            meters.ignored(UNREADABLE);
            return;
        }
        if (!hands.tryAcquire()) {
            throw new ProcessRequestException("Too many receipts at once", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        try {
            take(receipt.get());
        } catch (RuntimeException e) {
            LOG.warn("A receipt could not be kept, the message centre shall send it again", e);
            throw new ProcessRequestException("Not now", SMPPConstant.STAT_ESME_RX_T_APPN, e);
        } finally {
            hands.release();
        }
    }

    private void take(ReceiptText receipt) {
        if (!passOn(receipt)) {
            if (waiting.tryAcquire()) {
                again(receipt, 0);
            } else {
                meters.ignored(UNKNOWN);
            }
        }
    }

    private boolean passOn(ReceiptText receipt) {
        boolean known = receipts.receipt(receipt.reference(), receipt.receipt());
        if (known) {
            meters.receipt(receipt.receipt().state());
        }
        return known;
    }

    private void again(ReceiptText receipt, int time) {
        CompletableFuture.delayedExecutor(pauses.get(time).toMillis(), TimeUnit.MILLISECONDS, later)
                .execute(() -> tryAgain(receipt, time));
    }

    private void tryAgain(ReceiptText receipt, int time) {
        boolean known = false;
        try {
            known = passOn(receipt);
        } catch (RuntimeException e) {
            LOG.warn("A receipt that came early could not be kept", e);
        }
        if (!known && time + 1 < pauses.size()) {
            again(receipt, time + 1);
            return;
        }
        waiting.release();
        if (!known) {
            meters.ignored(UNKNOWN);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        meters.ignored(INCOMING);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("Only deliver_sm is taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
