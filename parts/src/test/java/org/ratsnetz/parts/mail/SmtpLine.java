package org.ratsnetz.parts.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection to an SMTP server that sends what it is told, right or wrong. */
final class SmtpLine implements AutoCloseable {

    private static final int PATIENCE = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    SmtpLine(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Sends without waiting. */
    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line and reads all lines of its one reply. */
    List<String> ask(String line) throws IOException {
        send(line + "\r\n");
        List<String> lines = new ArrayList<>();
        do {
            lines.add(in.readLine());
        } while (lines.getLast().charAt(3) == '-');
        return lines;
    }

    /** Reads so many lines. */
    List<String> replies(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(in.readLine());
        }
        return lines;
    }

    /** Reads until the server hangs up. */
    List<String> all() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** Whether the server hangs up now. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
