package org.ratsnetz.parts.sms;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links to a message centre, each from its connection on. */
final class Links {

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final long BIND_MILLIS = 5_000;
    private static final int HANG_UP_SECONDS = 2;
    private static final int QUEUE = 2_000;
    // one after the other, so that messages stand in the order they were submitted in
    private static final int AT_ONCE = 1;

    private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
    private final Account account;
    private final Dials dials;
    private final Submits submits;
    private final Executor threads;

    /** Whom the centre takes messages from. */
    record Account(String systemId, String password) {}

    Links(Account account, Dials dials, Submits submits, Executor threads) {
        this.account = account;
        this.dials = dials;
        this.submits = submits;
        this.threads = threads;
    }

    /** Accepts connections for as long as the socket is open; it takes the thread for that long. */
    void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> open(client));
            } catch (IOException e) {
                LOG.debug("The message centre accepts no more", e);
            }
        }
    }

    /** So many are bound. */
    int bound() {
        return (int) sessions.stream()
                .filter(session -> session.getSessionState().isBound())
                .count();
    }

    /** One that takes receipts. */
    Optional<SMPPServerSession> receiving() {
        return sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .findAny();
    }

    void cut() {
        sessions.forEach(SMPPServerSession::close);
    }

    private void open(Socket client) {
        try {
            Answers answers = new Answers(dials, threads);
            SMPPServerSession session = new SMPPServerSession(
                    new SocketConnection(client),
                    (state, _, source) -> forget(state, source),
                    submits,
                    null,
                    AT_ONCE,
                    QUEUE,
                    answers,
                    new LenientReader());
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
            bind.accept(account.systemId());
        } else {
            bind.reject(status);
            // whoever was refused hangs up; were it cut at once, jSMPP would lose the refusal and wait for it
            CompletableFuture.delayedExecutor(HANG_UP_SECONDS, TimeUnit.SECONDS, threads)
                    .execute(session::close);
        }
    }

    private int status(BindRequest bind) {
        if (dials.bindStatus() != 0) {
            return dials.bindStatus();
        }
        if (!account.systemId().equals(bind.getSystemId())) {
            return SMPPConstant.STAT_ESME_RINVSYSID;
        }
        boolean known = account.password().equals(bind.getPassword());
        return known ? SMPPConstant.STAT_ESME_ROK : SMPPConstant.STAT_ESME_RINVPASWD;
    }
}
