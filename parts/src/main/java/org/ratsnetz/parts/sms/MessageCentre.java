package org.ratsnetz.parts.sms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;
import org.ratsnetz.parts.PartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMPP 3.4 message centre on the loopback address. It takes binds with one system id and password, and {@code submit_sm};
 * messages are put together from their parts, told to a listener and kept, the newest 5,000 of them; receipts are sent where they
 * are asked for. Nothing leaves this machine.
 *
 * <p>Keep the level of the loggers below {@code org.jsmpp} above DEBUG: there the library writes whole messages.
 */
public final class MessageCentre implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageCentre.class);
    private static final int KEPT = 5_000;
    private static final long BIND_MILLIS = 5_000;
    private static final int QUEUE = 2_000;
    // one after the other, so that messages stand in the order they were submitted in
    private static final int AT_ONCE = 1;

    private final InstantSource clock = InstantSource.system();
    private final Dials dials = new Dials();
    private final Assembly assembly = new Assembly();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong ids = new AtomicLong(clock.millis() * 1_000);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReceiptPost receipts = new ReceiptPost(dials, threads, this::link);
    private final String systemId;
    private final String password;
    private final Consumer<Message> listener;
    private final ServerSocket socket;

    private MessageCentre(ServerSocket socket, String systemId, String password, Consumer<Message> listener) {
        this.socket = socket;
        this.systemId = systemId;
        this.password = password;
        this.listener = listener;
    }

    /**
     * Starts one.
     *
     * @param port of the loopback address, 0 for any that is free
     * @param password at most 8 characters, as SMPP has it
     * @param listener hears each whole message, one after the other for each link; it must be quick
     * @throws PartFailed when the port is taken
     */
    public static MessageCentre start(int port, String systemId, String password, Consumer<Message> listener) {
        try {
            ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            MessageCentre centre = new MessageCentre(socket, systemId, password, listener);
            centre.threads.execute(centre::accept);
            return centre;
        } catch (IOException e) {
            throw new PartFailed("The message centre could not listen on port " + port, e);
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
        return (int) sessions.stream()
                .filter(session -> session.getSessionState().isBound())
                .count();
    }

    /** Cuts all links without a word, as a network does. */
    public void cutLinks() {
        sessions.forEach(SMPPServerSession::close);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("The message centre's port could not be closed", e);
        }
        cutLinks();
        threads.shutdownNow();
    }

    private Optional<SMPPServerSession> link() {
        return sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .findAny();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> open(client));
            } catch (IOException e) {
                LOG.debug("The message centre accepts no more", e);
            }
        }
    }

    private void open(Socket client) {
        try {
            Answers answers = new Answers(dials, threads);
            SMPPServerSession session = new SMPPServerSession(
                    new SocketConnection(client),
                    (state, _, source) -> forget(state, source),
                    (Submits) this::take,
                    null,
                    AT_ONCE,
                    QUEUE,
                    answers,
                    new DefaultPDUReader());
            answers.onCut(session::close);
            sessions.add(session);
            bind(session);
        } catch (IOException | TimeoutException | PDUStringException e) {
            LOG.debug("A link was not bound", e);
        }
    }

    private void forget(SessionState state, Object session) {
        if (state == SessionState.CLOSED) {
            sessions.remove(session);
        }
    }

    private void bind(SMPPServerSession session) throws IOException, TimeoutException, PDUStringException {
        BindRequest bind = session.waitForBind(BIND_MILLIS);
        int status = status(bind);
        if (status == SMPPConstant.STAT_ESME_ROK) {
            bind.accept(systemId);
        } else {
            bind.reject(status);
            session.close();
        }
    }

    private int status(BindRequest bind) {
        if (dials.bindStatus() != 0) {
            return dials.bindStatus();
        }
        if (!systemId.equals(bind.getSystemId())) {
            return SMPPConstant.STAT_ESME_RINVSYSID;
        }
        return password.equals(bind.getPassword()) ? SMPPConstant.STAT_ESME_ROK : SMPPConstant.STAT_ESME_RINVPASWD;
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
