package org.ratsnetz.parts.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ratsnetz.parts.PartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SMTP server. Says nothing about a mail in any log. */
public final class SmtpSink implements AutoCloseable {

    /** Largest mail taken, in bytes. */
    public static final int MAX_SIZE = 2_000_000;

    private static final Logger log = LoggerFactory.getLogger(SmtpSink.class);
    private static final int WAITING = 200;
    private static final int CONNECTIONS = 256;
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final ServerSocket door;
    private final Consumer<ReceivedMail> taker;
    private final InstantSource clock = InstantSource.system();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final Thread acceptor;

    private SmtpSink(ServerSocket door, Consumer<ReceivedMail> taker) {
        this.door = door;
        this.taker = taker;
        this.acceptor = Thread.ofVirtual().name("smtp-sink").unstarted(this::accept);
    }

    /**
     * Begins to listen on the loopback address.
     *
     * @param port 0 for any that is free
     * @see #start(InetSocketAddress, Consumer)
     */
    public static SmtpSink start(int port, Consumer<ReceivedMail> taker) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), taker);
    }

    /**
     * Begins to listen.
     *
     * @param taker gets each mail before its sender hears that it was taken, from many threads at once; when it throws, the sender hears
     *     that it may try again
     * @throws PartFailed when the port is taken
     */
    public static SmtpSink start(InetSocketAddress place, Consumer<ReceivedMail> taker) {
        try {
            SmtpSink sink = new SmtpSink(new ServerSocket(place.getPort(), WAITING, place.getAddress()), taker);
            sink.acceptor.start();
            return sink;
        } catch (IOException e) {
            throw new PartFailed("The mail server could not listen on port " + place.getPort(), e);
        }
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
            acceptor.join(LONGEST_END); // the port is free when nobody waits at it any more
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            log.debug("A socket was not closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
