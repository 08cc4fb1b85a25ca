package org.ratsnetz.standalone.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTTP request on a connection of its own, and exactly what became of it. */
final class OneRequest {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern CONTENT = Pattern.compile("\r\netag: \"\\d+\\.(\\d+)\"");

    /** What became of a request. */
    enum End {
        /** The whole answer came. */
        ANSWERED,
        /** Nobody listens: {@link ConnectException}. */
        REFUSED,
        /** The connection was made by the kernel, and closed before a byte of an answer. */
        CLOSED,
        /** The answer ended in the middle. */
        BROKEN
    }

    /**
     * An outcome.
     *
     * @param status HTTP status, 0 without an answer
     * @param content content version of the entity tag, 0 without one
     * @param text what came, or the failure
     */
    record Outcome(End end, int status, long content, String text) {}

    private OneRequest() {}

    static Outcome send(int port, String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
        } catch (ConnectException e) {
            return new Outcome(End.REFUSED, 0, 0, e.toString());
        } catch (IOException e) {
            return new Outcome(answer.size() == 0 ? End.CLOSED : End.BROKEN, 0, 0, e.toString());
        }
        return answer.size() == 0
                ? new Outcome(End.CLOSED, 0, 0, "closed")
                : read(answer.toString(StandardCharsets.UTF_8), answer.size());
    }

    private static Outcome read(String text, int bytes) {
        int split = text.indexOf("\r\n\r\n");
        Matcher status = STATUS.matcher(text);
        if (split < 0 || !status.find()) {
            return new Outcome(End.BROKEN, 0, 0, text);
        }
        String head = text.substring(0, split + 2).toLowerCase(Locale.ROOT);
        Matcher length = LENGTH.matcher(head);
        int headBytes = text.substring(0, split + 4).getBytes(StandardCharsets.UTF_8).length;
        boolean whole =
                length.find() ? Integer.parseInt(length.group(1)) == bytes - headBytes : text.endsWith("0\r\n\r\n");
        Matcher content = CONTENT.matcher(head);
        return new Outcome(
                whole ? End.ANSWERED : End.BROKEN,
                Integer.parseInt(status.group(1)),
                content.find() ? Long.parseLong(content.group(1)) : 0,
                text);
    }
}
