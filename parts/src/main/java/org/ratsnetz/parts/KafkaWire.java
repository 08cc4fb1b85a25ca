package org.ratsnetz.parts;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Just enough of Kafka's protocol to ask whether a broker of this machine does its work, so that this module stays free of the client. */
final class KafkaWire {

    private static final int TIMEOUT_MS = 2_000;
    private static final short API_VERSIONS = 18;
    private static final short NO_CLIENT_ID = -1;
    private static final int CORRELATION = 42;

    private KafkaWire() {}

    /** Whether it answers what everybody may ask. */
    static boolean answers(int port) {
        byte[] request = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort(NO_CLIENT_ID)
                .array();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            return in.readInt() == CORRELATION && in.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
