package org.ratsnetz.parts.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.ratsnetz.parts.PartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMPP 3.4 message centre. It takes binds with one system id and password, and {@code submit_sm};
 * messages are put together from their parts, told to a listener and kept, the newest 5,000 of them; receipts are sent where they
 * are asked for. Nothing leaves this machine.
 *
 * <p>Keep the level of the loggers below {@code org.jsmpp} above DEBUG: there the library writes whole messages.
 */
public final class MessageCentre implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageCentre.class);
    private static final int KEPT = 5_000;
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final InstantSource clock = InstantSource.system();
    private final Dials dials = new Dials();
    private final Assembly assembly = new Assembly();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong ids = new AtomicLong(clock.millis() * 1_000);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket socket;
    private final Consumer<Message> listener;
    private final Links links;
    private final ReceiptPost receipts;
    private final Thread acceptor;

    private MessageCentre(ServerSocket socket, Links.Account account, Consumer<Message> listener) {
        this.socket = socket;
        this.listener = listener;
        links = new Links(account, dials, this::take, threads);
        receipts = new ReceiptPost(dials, threads, links::receiving);
        acceptor = Thread.ofVirtual().name("message-centre").unstarted(() -> links.accept(socket));
    }

    /**
     * Starts one on the loopback address.
     *
     * @param port 0 for any that is free
     * @see #start(InetSocketAddress, String, String, Consumer)
     */
    public static MessageCentre start(int port, String systemId, String password, Consumer<Message> listener) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), systemId, password, listener);
    }

    /**
     * Starts one.
     *
     * @param password at most 8 characters, as SMPP has it
     * @param listener hears each whole message, one after the other for each link; it must be quick
     * @throws PartFailed when the port is taken
     */
    public static MessageCentre start(
            InetSocketAddress place, String systemId, String password, Consumer<Message> listener) {
        try {
            ServerSocket socket = new ServerSocket(place.getPort(), 50, place.getAddress());
            MessageCentre centre = new MessageCentre(socket, new Links.Account(systemId, password), listener);
            centre.acceptor.start();
            return centre;
        } catch (IOException e) {
            throw new PartFailed("The message centre could not listen on port " + place.getPort(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** How it misbehaves. */
    public Dials dials() {
        return dials;
    }

    /** What was received and is still kept, the oldest first. */
    public List<Message> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /** Submits taken so far: parts, not messages. */
    public long submits() {
        return taken.get();
    }

    /** Links that are bound now. */
    public int links() {
        return links.bound();
    }

    /** Cuts all links without a word, as a network does. */
    public void cutLinks() {
        links.cut();
    }

    @Override
    public void close() {
        try {
            socket.close();
            acceptor.join(LONGEST_END); // the port is free when nobody waits at it any more
        } catch (IOException e) {
            LOG.warn("The message centre's port could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.cut();
        threads.shutdownNow();
    }

    private SubmitSmResult take(SubmitSm submit, SMPPServerSession source) throws ProcessRequestException {
        Segment segment = Segment.of(submit);
        OptionalInt refusal = dials.refusal(segment.to());
        if (refusal.isPresent()) {
            throw new ProcessRequestException("Refused by a dial", refusal.getAsInt());
        }
        String id = Long.toString(ids.incrementAndGet());
        taken.incrementAndGet();
        assembly.add(segment, id, clock.instant()).ifPresent(this::keep);
        if (SMSCDeliveryReceipt.SUCCESS_FAILURE.containedIn(submit.getRegisteredDelivery())) {
            receipts.due(new ReceiptPost.Due(id, segment.from(), submit.getDestAddress(), clock.instant()));
        }
        return result(id);
    }

    private void keep(Message message) {
        synchronized (messages) {
            messages.addLast(message);
            if (messages.size() > KEPT) {
                messages.removeFirst();
            }
        }
        try {
            listener.accept(message);
        } catch (RuntimeException e) {
            LOG.warn("Whoever listens for messages failed at one", e);
        }
    }

    private static SubmitSmResult result(String id) throws ProcessRequestException {
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new ProcessRequestException("No id", SMPPConstant.STAT_ESME_RSYSERR, e);
        }
    }
}
