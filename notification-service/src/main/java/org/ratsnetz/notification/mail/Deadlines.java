package org.ratsnetz.notification.mail;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections whose time is up. Sockets have no time limit for writing, and theirs for reading begins anew with each byte; a
 * closed socket ends both.
 */
final class Deadlines implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(50);

    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("mail-deadlines").start(this::watch);

    /** That of one connection. */
    final class Deadline implements AutoCloseable {

        private static final long NONE = Long.MAX_VALUE;

        private final Socket socket;
        private volatile long nanos = NONE;
        private volatile boolean passed;

        private Deadline(Socket socket) {
            this.socket = socket;
        }

        /** From now on. */
        void set(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            nanos = end == NONE ? end - 1 : end;
        }

        void clear() {
            nanos = NONE;
        }

        /** Whether it closed the connection. */
        boolean hasPassed() {
            return passed;
        }

        private void check(long now) {
            long end = nanos;
            if (end != NONE && now - end > 0) {
                passed = true;
                cut();
            }
        }

        private void cut() {
            running.remove(this);
            try {
                socket.close();
            } catch (IOException e) {
                // it is closed
            }
        }

        @Override
        public void close() {
            cut();
        }
    }

    /** Keeps an eye on a connection; the socket below TLS, since closing that above may wait. */
    Deadline of(Socket socket) {
        Deadline deadline = new Deadline(socket);
        running.add(deadline);
        if (closed) {
            deadline.cut();
        }
        return deadline;
    }

    private void watch() {
        try {
            while (!closed) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                running.forEach(deadline -> deadline.check(now));
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Cuts whatever is open. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        running.forEach(Deadline::cut);
    }
}
