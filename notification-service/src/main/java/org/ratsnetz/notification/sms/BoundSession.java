package org.ratsnetz.notification.sms;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

/**
 * One session from its bind to its end. Whoever waits for an answer when it ends is woken then; by itself the library would let it
 * wait for the whole response timeout.
 */
final class BoundSession implements AutoCloseable {

    private static final byte UCS2 = 0x08;
    private static final byte DEFAULT_ALPHABET = 0x00;
    private static final int UDHI = 0x40;
    private static final long UNBIND_MILLIS = 500;
    private static final int THREADS_FOR_ANSWERS = 4;

    private final SMPPSession session;
    private final SenderId sender;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<Thread, Boolean> waiting = new ConcurrentHashMap<>();

    private BoundSession(SmsProperties properties, ReceiptIntake receipts) {
        sender = SenderId.of(properties.sender());
        session = new SMPPSession(
                new SynchronizedPDUSender(new DefaultPDUSender()), new BoundedReader(), new Connections(properties));
        session.setTransactionTimer(properties.responseTimeout().toMillis());
        session.setEnquireLinkTimer((int) properties.enquireLink().toMillis());
        session.setPduProcessorDegree(ReceiptIntake.AT_ONCE + THREADS_FOR_ANSWERS);
        session.setQueueCapacity(properties.window() + 100);
        session.setMessageReceiverListener(receipts);
        session.addSessionStateListener((state, _, _) -> changed(state));
    }

    /** Connects and binds. */
    static BoundSession bind(SmsProperties properties, ReceiptIntake receipts) throws IOException {
        BoundSession bound = new BoundSession(properties, receipts);
        BindParameter parameters = new BindParameter(
                BindType.BIND_TRX,
                properties.systemId(),
                properties.password(),
                properties.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "");
        Thread me = Thread.currentThread();
        long since = System.nanoTime();
        long timeout = properties.bindTimeout().toMillis();
        bound.waiting.put(me, true);
        try {
            bound.session.connectAndBind(properties.host(), properties.port(), parameters, timeout);
        } catch (IOException e) {
            boolean early = System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(timeout);
            if (e.getCause() instanceof ResponseTimeoutException && early) {
                throw new IOException("the message centre has closed the connection without an answer to the bind", e);
            }
            throw e;
        } finally {
            bound.stopWaiting(me);
        }
        return bound;
    }

    boolean isBound() {
        return session.getSessionState().isBound();
    }

    /** The message centre's id for the part. */
    String submit(Segment segment)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        Thread me = Thread.currentThread();
        waiting.put(me, true);
        try {
            return session.submitShortMessage(
                            "",
                            sender.type(),
                            sender.plan(),
                            sender.address(),
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            segment.to(),
                            new ESMClass(segment.hasHeader() ? UDHI : 0),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(segment.isLast() ? 1 : 0),
                            (byte) 0,
                            new RawDataCoding(segment.ucs2() ? UCS2 : DEFAULT_ALPHABET),
                            (byte) 0,
                            segment.octets(),
                            new OptionalParameter.User_message_reference(segment.reference()))
                    .getMessageId();
        } finally {
            stopWaiting(me);
        }
    }

    void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            close();
        }
    }

    /** Unbinds, when it is bound, and closes. */
    @Override
    public void close() {
        session.setTransactionTimer(UNBIND_MILLIS);
        session.unbindAndClose();
    }

    private void changed(SessionState state) {
        if (state == SessionState.CLOSED) {
            // within the map's own lock: none is interrupted that has stopped waiting
            waiting.keySet()
                    .forEach(thread -> waiting.computeIfPresent(thread, (waiter, value) -> {
                        waiter.interrupt();
                        return value;
                    }));
            ended.countDown();
        }
    }

    private void stopWaiting(Thread thread) {
        waiting.remove(thread);
        boolean _ = Thread.interrupted();
    }
}
