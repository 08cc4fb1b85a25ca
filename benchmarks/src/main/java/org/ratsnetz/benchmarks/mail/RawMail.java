package org.ratsnetz.benchmarks.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the wire gives: one message of ready bytes again and again over a few pipelining connections, the next envelope behind each
 * body, replies looked at as little as can be. No retry, no time limit.
 */
final class RawMail {

    private static final byte[] HELLO = ascii("EHLO bench.example\r\n");

    private final String host;
    private final int port;
    private final byte[] message;

    RawMail(String host, int port, byte[] message) {
        this.host = host;
        this.port = port;
        this.message = message;
    }

    /** @return mails per second */
    double run(int connections, int mails) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(mails);
        CountDownLatch done = new CountDownLatch(connections);
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            Thread.ofPlatform().start(() -> {
                try (Socket socket = new Socket(host, port)) {
                    socket.setTcpNoDelay(true);
                    send(socket, left);
                } catch (IOException e) {
                    System.err.println("raw: " + e);
                }
                done.countDown();
            });
        }
        done.await();
        return mails / ((System.nanoTime() - begin) / 1e9);
    }

    private void send(Socket socket, AtomicInteger left) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        replies(in, 1);
        out.write(HELLO);
        replies(in, 1);
        int mail = left.decrementAndGet();
        if (mail < 0) {
            return;
        }
        out.write(envelope(mail));
        replies(in, 3);
        for (mail = left.decrementAndGet(); mail >= 0; mail = left.decrementAndGet()) {
            byte[] envelope = envelope(mail);
            byte[] group = Arrays.copyOf(message, message.length + envelope.length);
            System.arraycopy(envelope, 0, group, message.length, envelope.length);
            out.write(group);
            replies(in, 4);
        }
        out.write(message);
        replies(in, 1);
    }

    private static void replies(InputStream in, int count) throws IOException {
        for (int open = count; open > 0; ) {
            int first = in.read();
            in.skipNBytes(2);
            int after = in.read();
            if (first != '2' && first != '3') {
                throw new IOException("refused with " + (char) first);
            }
            while (in.read() != '\n') {
                // the rest of the line
            }
            if (after != '-') {
                open--;
            }
        }
    }

    private static byte[] envelope(int mail) {
        return ascii("MAIL FROM:<ratsnetz@lir.example>\r\nRCPT TO:<" + Mails.address(mail) + ">\r\nDATA\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
