package org.ratsnetz.standalone.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ratsnetz.parts.PartFailed;
import org.ratsnetz.parts.mail.ReceivedMail;
import org.ratsnetz.parts.sms.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was mailed and texted, in memory only, and shows it: pages to a browser, JSON to everybody else.
 */
public final class Inbox implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST = 200_000;
    private static final long MEMORY = Runtime.getRuntime().maxMemory();

    private final Archive mail = new Archive(MEMORY / 3, MOST);
    private final Archive sms = new Archive(MEMORY / 12, MOST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Desk desk;

    private Inbox(HttpServer server) {
        this.server = server;
        this.desk = new Desk(server.getAddress().getPort(), mail, sms);
    }

    /**
     * Begins to serve on the loopback address.
     *
     * @param port 0 for any that is free
     * @throws PartFailed when the port is taken
     */
    public static Inbox start(int port) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Begins to serve. Wherever it listens, it answers those only who call it by the loopback address and this port: who forwards to it
     * keeps the port.
     *
     * @throws PartFailed when the port is taken
     */
    public static Inbox start(InetSocketAddress place) {
        try {
            HttpServer server = HttpServer.create(place, 0);
            Inbox inbox = new Inbox(server);
            server.setExecutor(inbox.threads);
            server.createContext("/", inbox::serve);
            server.start();
            return inbox;
        } catch (IOException e) {
            throw new PartFailed("The inbox could not listen on port " + place.getPort(), e);
        }
    }

    /** Where its pages are, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Keeps a mail, once for each who got it. */
    public void keep(ReceivedMail received) {
        received.recipients().forEach(to -> mail.add(received.sender(), to, received.receivedAt(), received.source()));
    }

    /** Keeps a text message. */
    public void keep(Message message) {
        sms.add(message.from(), message.to(), message.receivedAt(), Sms.content(message));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange) {
        Ask ask = Ask.of(exchange);
        try {
            return desk.answer(ask);
        } catch (RuntimeException e) { // its message may hold what stands in a message
            log.warn("The inbox could not answer: {}", e.getClass().getName());
            return Desk.problem(ask, 500, "defect");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
