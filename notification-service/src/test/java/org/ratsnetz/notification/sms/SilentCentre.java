package org.ratsnetz.notification.sms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts binds and answers nothing after that; on request it starts a command of a wrong length. */
final class SilentCentre implements AutoCloseable {

    private static final int BIND_TRANSCEIVER_RESP = 0x8000_0009;

    private final ServerSocket socket;
    private final AtomicInteger binds = new AtomicInteger();
    private volatile int length;

    SilentCentre() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    SilentCentre(ServerSocket socket) {
        this.socket = socket;
        Thread.startVirtualThread(this::accept);
    }

    SilentCentre thatSends(int commandLength) {
        length = commandLength;
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    int binds() {
        return binds.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            byte[] rest = new byte[in.readInt() - 16];
            in.readInt();
            in.readInt();
            int sequence = in.readInt();
            in.readFully(rest);
            out.writeInt(17);
            out.writeInt(BIND_TRANSCEIVER_RESP);
            out.writeInt(0);
            out.writeInt(sequence);
            out.writeByte(0);
            binds.incrementAndGet();
            if (length != 0) {
                out.writeInt(length);
                out.writeInt(5);
                out.writeInt(0);
                out.writeInt(1);
            }
            out.flush();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the other side has closed
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
