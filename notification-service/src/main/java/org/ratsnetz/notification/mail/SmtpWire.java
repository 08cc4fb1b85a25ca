package org.ratsnetz.notification.mail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.ratsnetz.notification.mail.MailServer.Protection;

/** The bytes of one connection: commands out, replies in, each within its time. */
final class SmtpWire implements AutoCloseable {

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 100;

    /** What came is no SMTP, or not what was asked for. */
    static final class Unexpected extends IOException {
        Unexpected(String message) {
            super(message);
        }
    }

    private final MailServer server;
    private final MailSettings.Timeouts timeouts;
    private final Deadlines.Deadline deadline;
    private final byte[] read = new byte[LONGEST_LINE];
    private int next;
    private int end;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private SmtpWire(MailServer server, MailSettings.Timeouts timeouts, Deadlines deadlines, Socket socket)
            throws IOException {
        this.server = server;
        this.timeouts = timeouts;
        this.socket = socket;
        this.deadline = deadlines.of(socket);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    @SuppressWarnings("AddressSelection") // the relay's name is looked up anew for each connection
    static SmtpWire connect(MailServer server, MailSettings.Timeouts timeouts, Deadlines deadlines) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(server.host()), server.port()),
                    Math.toIntExact(timeouts.connect().toMillis()));
            return new SmtpWire(server, timeouts, deadlines, socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** What came before is not trusted any more (RFC 3207 §4.2): a reply that was put in ahead of the encryption ends the connection. */
    void encrypt(Protection protection) throws IOException {
        requireQuiet();
        SSLSocket encrypted = (SSLSocket)
                protection.context().getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        if (protection.verifiesHost()) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        deadline.set(timeouts.write());
        try {
            encrypted.startHandshake();
        } catch (IOException e) {
            throw timed(e);
        } finally {
            deadline.clear();
        }
        socket = encrypted;
        in = encrypted.getInputStream();
        out = encrypted.getOutputStream();
    }

    InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    void write(Octets octets) throws IOException {
        deadline.set(timeouts.write());
        try {
            out.write(octets.array(), 0, octets.length());
        } catch (IOException e) {
            throw timed(e);
        } finally {
            deadline.clear();
        }
    }

    /** The next reply, all lines of it. */
    SmtpReply reply(Stage stage) throws IOException {
        deadline.set(stage == Stage.MESSAGE ? timeouts.acceptance() : timeouts.reply());
        try {
            String line = line();
            int code = code(line);
            StringBuilder text = null;
            for (int lines = 1; line.length() > 3 && line.charAt(3) == '-'; lines++) {
                text = (text == null ? new StringBuilder() : text)
                        .append(line, 4, line.length())
                        .append('\n');
                line = line();
                if (code(line) != code || lines == MOST_LINES) {
                    throw new Unexpected("a reply of several lines that is none");
                }
            }
            String last = line.length() > 4 ? line.substring(4) : "";
            return new SmtpReply(code, text == null ? last : text.append(last).toString());
        } catch (IOException e) {
            throw timed(e);
        } finally {
            deadline.clear();
        }
    }

    /** Something lies here that nothing was asked for: what follows could be taken for the answer to something else. */
    void requireQuiet() throws IOException {
        requireRead();
        if (in.available() > 0) {
            throw new Unexpected("a reply to nothing");
        }
    }

    /** The same as far as can be seen without asking the system. */
    void requireRead() throws Unexpected {
        if (next < end) {
            throw new Unexpected("a reply to nothing");
        }
    }

    private static int code(String line) throws Unexpected {
        char after = line.length() > 3 ? line.charAt(3) : ' ';
        if (line.length() < 3 || (after != ' ' && after != '-')) {
            throw new Unexpected("no reply of SMTP");
        }
        int hundreds = line.charAt(0) - '0';
        int tens = line.charAt(1) - '0';
        int ones = line.charAt(2) - '0';
        if (hundreds < 2 || hundreds > 5 || tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new Unexpected("no reply of SMTP");
        }
        return hundreds * 100 + tens * 10 + ones;
    }

    /** Without its end. */
    private String line() throws IOException {
        int scanned = next;
        while (true) {
            for (; scanned < end; scanned++) {
                if (read[scanned] == '\n') {
                    int length = scanned - next;
                    if (length > 0 && read[scanned - 1] == '\r') {
                        length--;
                    }
                    String line = new String(read, next, length, StandardCharsets.UTF_8);
                    next = scanned + 1;
                    return line;
                }
            }
            scanned -= next;
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(read, next, read, 0, end - next);
        end -= next;
        next = 0;
        if (end == read.length) {
            throw new Unexpected("a line without end");
        }
        int count = in.read(read, end, read.length - end);
        if (count < 0) {
            throw new EOFException();
        }
        end += count;
    }

    private IOException timed(IOException e) {
        return deadline.hasPassed() ? new SocketTimeoutException() : e;
    }

    /** At once; a connection below TLS is not said good-bye to. */
    @Override
    public void close() {
        deadline.close();
    }
}
