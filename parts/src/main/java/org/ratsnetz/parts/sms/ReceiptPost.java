package org.ratsnetz.parts.sms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends receipts: in the text form of SMPP 3.4, appendix B, with the fields {@code receipted_message_id} and {@code message_state}
 * beside it; at most twenty are without an answer. What is not taken is sent again each half second for a minute, on whichever link is
 * there then.
 */
final class ReceiptPost {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptPost.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 120;
    private static final int WINDOW = 20;
    private static final int DELIVERY_RECEIPT = 0x04;

    /** What is receipted: the centre's id for the submit, its sender and number, and when it was taken. */
    record Due(String id, String from, String to, Instant takenAt) {}

    private final Semaphore unanswered = new Semaphore(WINDOW);
    private final Dials dials;
    private final Executor later;
    private final Supplier<Optional<SMPPServerSession>> link;

    ReceiptPost(Dials dials, Executor later, Supplier<Optional<SMPPServerSession>> link) {
        this.dials = dials;
        this.later = later;
        this.link = link;
    }

    void due(Due due) {
        for (int copy = 0; copy < dials.receipts().copies; copy++) {
            after(dials.receiptDelay(), () -> send(due, TRIES));
        }
    }

    private void after(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, later)
                .execute(task);
    }

    private void send(Due due, int tries) {
        try {
            unanswered.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        boolean taken;
        try {
            taken = link.get().map(session -> isTaken(due, session)).orElse(false);
        } finally {
            unanswered.release();
        }
        if (!taken && tries > 1) {
            after(PAUSE, () -> send(due, tries - 1));
        }
    }

    private boolean isTaken(Due due, SMPPServerSession session) {
        try {
            deliver(due, session);
            return true;
        } catch (NegativeResponseException
                | ResponseTimeoutException
                | InvalidResponseException
                | PDUException
                | IOException e) {
            LOG.debug("Receipt {} was not taken", due.id(), e);
            return false;
        }
    }

    private void deliver(Due due, SMPPServerSession session)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        String state = dials.receiptState();
        boolean delivered = state.equals("DELIVRD");
        String text = "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
                .formatted(
                        due.id(),
                        delivered ? "001" : "000",
                        TIME.format(due.takenAt()),
                        TIME.format(due.takenAt().plus(dials.receiptDelay())),
                        state,
                        delivered ? "000" : "001");
        session.deliverShortMessage(
                "",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                due.to(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                due.from(),
                new ESMClass(DELIVERY_RECEIPT),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                DataCodings.ZERO,
                text.getBytes(StandardCharsets.US_ASCII),
                new OptionalParameter.Receipted_message_id(due.id()),
                new OptionalParameter.Message_state(stateNumber(state)));
    }

    /** SMPP 3.4, 5.2.28. */
    private static byte stateNumber(String state) {
        return switch (state) {
            case "ENROUTE" -> 1;
            case "DELIVRD" -> 2;
            case "EXPIRED" -> 3;
            case "DELETED" -> 4;
            case "UNDELIV" -> 5;
            case "ACCEPTD" -> 6;
            case "REJECTD" -> 8;
            default -> 7;
        };
    }
}
