package org.ratsnetz.platform.publication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a database and can lose the reply to a write: the request gets through, the connection is cut before the answer. */
final class LossyProxy implements AutoCloseable {

    /** Stands in every group commit and in no trim. */
    private static final String WRITE = "upsert";

    private final ServerSocket door;
    private final int target;
    private final AtomicInteger toLose = new AtomicInteger();

    LossyProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The replies to so many of the next writes are lost. */
    void lose(int replies) {
        toLose.set(replies);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                Link link = new Link(near, far);
                Thread.ofVirtual().start(link::forth);
                Thread.ofVirtual().start(link::back);
            }
        } catch (IOException e) {
            // closed
        }
    }

    private final class Link {
        private final Socket near;
        private final Socket far;
        private volatile boolean losing;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void forth() {
            pump(near, far, true);
        }

        void back() {
            pump(far, near, false);
        }

        private void pump(Socket from, Socket to, boolean requests) {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (requests && isWrite(buffer, n) && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        losing = true;
                    }
                    if (!requests && losing) {
                        return;
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException e) {
                // the other side has closed
            }
        }
    }

    private static boolean isWrite(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(WRITE);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
