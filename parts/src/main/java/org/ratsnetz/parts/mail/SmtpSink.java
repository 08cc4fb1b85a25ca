package org.ratsnetz.parts.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ratsnetz.parts.PartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SMTP server on the loopback address, ready as soon as it is made. Says nothing about a mail in any log. */
public final class SmtpSink implements AutoCloseable {

    /** Largest mail taken, in bytes. */
    public static final int MAX_SIZE = 2_000_000;

    private static final Logger log = LoggerFactory.getLogger(SmtpSink.class);
    private static final int WAITING = 200;
    private static final int CONNECTIONS = 256;
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final ServerSocket door;
    private final Consumer<ReceivedMail> taker;
    private final InstantSource clock;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Begins to listen.
     *
     * @param port where, 0 for any free one
     * @param taker gets each mail before its sender hears that it was taken, from many threads at once; when it throws, the sender hears
     *     that it may try again
     * @throws PartFailed when the port is taken
     */
    public SmtpSink(int port, Consumer<ReceivedMail> taker) {
        this.taker = taker;
        this.clock = Clock.systemUTC();
        try {
            this.door = new ServerSocket(port, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new PartFailed("Port " + port + " cannot be listened on", e);
        }
        Thread.ofVirtual().name("smtp-sink").start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    log.warn("A connection was not accepted", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(IDLE.toMillis()));
            if (open.size() > CONNECTIONS) {
                Reply.BUSY.writeTo(socket.getOutputStream());
            } else if (!door.isClosed()) {
                new SmtpSession(socket, taker, clock).run();
            }
        } catch (IOException e) {
            log.debug("A session ended before its QUIT", e);
        } finally {
            open.remove(socket);
        }
    }

    /** Stops listening and cuts the sessions that are open; a mail that was not answered was not taken, or its sender cannot know. */
    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            log.debug("A socket was not closed", e);
        }
    }
}
