package org.ratsnetz.notification.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An SMTP server that does what a test says, byte for byte. It gives its commands names: BANNER before any, BODY for the message's first line, and the dot. */
final class ScriptedRelay implements AutoCloseable {

    static final String OFFERS = "250-relay.example\r\n250-SIZE 10000000\r\n250 PIPELINING";
    /** Closes without an answer. */
    static final String CUT = "cut";
    /** Does nothing until the test is over. */
    static final String STALL = "stall";
    /** What a server that finds nothing wrong says. */
    static final String USUAL = "usual";

    /** What is answered to a command; {@code to} is the recipient of the mail under way, empty before RCPT. */
    interface Script {
        String answer(String command, String to, int connection);
    }

    /** A message that was taken, without the dot. */
    record Message(String to, String raw) {}

    private final ServerSocket server;
    private final Script script;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();

    ScriptedRelay(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket();
        server.setReceiveBufferSize(4096);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain, int number) {
        Socket socket = plain;
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String to = "";
            if (!say(socket, "BANNER", to, number)) {
                return;
            }
            for (String line = line(in); line != null; line = line(in)) {
                commands.add(line);
                if (line.startsWith("RCPT")) {
                    to = line.substring("RCPT TO:<".length(), line.length() - 1);
                }
                boolean goesOn = say(socket, line, to, number);
                if (!goesOn) {
                    return;
                }
                if (line.equals("STARTTLS")) {
                    SSLSocket secure = (SSLSocket) tls().getSocketFactory().createSocket(socket, null, true);
                    secure.setUseClientMode(false);
                    socket = secure;
                    in = new BufferedInputStream(socket.getInputStream());
                } else if (line.equals("DATA") && goesToMessage(to, number)) {
                    if (!message(in, socket, to, number)) {
                        return;
                    }
                    to = "";
                }
            }
        } catch (Exception e) {
            // the client has gone
        } finally {
            close(plain);
        }
    }

    private boolean say(Socket socket, String command, String to, int number) throws Exception {
        String answer = script.answer(command, to, number);
        if (answer.equals(USUAL)) {
            answer = usual(command);
        }
        if (answer.equals(STALL)) {
            over.await();
        }
        if (answer.equals(STALL) || answer.equals(CUT)) {
            return false;
        }
        if (!answer.isEmpty()) {
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return !answer.startsWith("421") && !answer.startsWith("221");
    }

    private boolean goesToMessage(String to, int number) {
        String answer = script.answer("DATA", to, number);
        return answer.equals(USUAL) || answer.isEmpty() || answer.contains("354");
    }

    private static String usual(String command) {
        return switch (command.split(" ", 2)[0]) {
            case "BANNER" -> "220 relay.example";
            case "EHLO" -> OFFERS;
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            case "AUTH" -> "235 welcome";
            case "STARTTLS" -> "220 now";
            default -> "250 2.0.0 Ok: queued as 4XyZ";
        };
    }

    private boolean message(InputStream in, Socket socket, String to, int number) throws Exception {
        StringBuilder raw = new StringBuilder();
        String early = script.answer("BODY", to, number);
        if (early.equals(CUT) || early.equals(STALL)) {
            if (early.equals(STALL)) {
                over.await();
            }
            return false;
        }
        for (String line = line(in); line != null; line = line(in)) {
            if (line.equals(".")) {
                String answer = script.answer(".", to, number);
                if (answer.equals(USUAL) || answer.startsWith("2")) {
                    messages.add(new Message(to, raw.toString()));
                }
                return say(socket, ".", to, number);
            }
            raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return false;
    }

    /** Up to CRLF and nothing less, so that a bare CR or LF stays in the line. */
    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.append((char) octet);
            int length = line.length();
            if (octet == '\n' && length > 1 && line.charAt(length - 2) == '\r') {
                return line.substring(0, length - 2);
            }
        }
        return null;
    }

    /** GreenMail's certificate, for localhost by nobody whom the world trusts; both as key and as trusted. */
    static SSLContext tls() throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Objects.requireNonNull(ScriptedRelay.class.getResourceAsStream("/greenmail.p12"))) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "relay", store.getCertificate(store.aliases().nextElement()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
        open.forEach(ScriptedRelay::close);
    }
}
