package org.ratsnetz.parts.mail;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Lines of one connection. Only CRLF ends a line: one with a bare CR, a bare LF or a NUL goes on to the next CRLF and is at fault as a
 * whole. Replies are held back until nothing more is there to be read, so that a group of commands is answered in one packet.
 */
final class SmtpInput {

    /** What is wrong with a line or with a mail. */
    enum Fault {
        NONE,
        TOO_LONG,
        BARE_LINE_END,
        TOO_LARGE
    }

    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 1 << 13;

    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream(FIRST);
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int start;
    private int end;
    private Fault fault = Fault.NONE;

    SmtpInput(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** What is written here goes out before the next wait for input. */
    OutputStream replies() {
        return replies;
    }

    /** The next line without its CRLF. */
    byte[] line(int longest) throws IOException {
        next(longest);
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** What was wrong with the line, or the mail, that was read last. */
    Fault fault() {
        return fault;
    }

    /** A mail up to the line that is one dot; empty when it is at fault. */
    byte[] mail(int longestLine, int largest) throws IOException {
        Fault first = Fault.NONE;
        ByteArrayOutputStream mail = new ByteArrayOutputStream(FIRST);
        for (next(longestLine + 1); !isEnd(); next(longestLine + 1)) {
            int dot = start < end && buffer[start] == '.' ? 1 : 0;
            if (fault == Fault.NONE && end - start - dot > longestLine) {
                fault = Fault.TOO_LONG;
            } else if (fault == Fault.NONE && mail.size() + end - start - dot + 2 > largest) {
                fault = Fault.TOO_LARGE;
            }
            if (first == Fault.NONE) {
                first = fault;
            }
            if (first == Fault.NONE) {
                mail.write(buffer, start + dot, end - start - dot + 2);
            }
        }
        fault = first;
        return first == Fault.NONE ? mail.toByteArray() : new byte[0];
    }

    private boolean isEnd() {
        return fault == Fault.NONE && end - start == 1 && buffer[start] == '.';
    }

    private void next(int longest) throws IOException {
        fault = Fault.NONE;
        int returns = 0;
        int scan = position;
        while (true) {
            for (; scan < limit; scan++) {
                byte value = buffer[scan];
                if (value == '\r') {
                    returns++;
                } else if (value == '\n' && scan > position && buffer[scan - 1] == '\r') {
                    found(scan, returns, longest);
                    return;
                } else if (value == '\n' || value == 0) {
                    fault = Fault.BARE_LINE_END;
                }
            }
            if (scan - position > longest + 2) { // what is too long is not kept, but for a CR that an LF may follow
                fault = fault == Fault.NONE ? Fault.TOO_LONG : fault;
                position = scan - 1;
            }
            scan -= fill();
        }
    }

    private void found(int feed, int returns, int longest) {
        start = position;
        end = feed - 1;
        position = feed + 1;
        if (fault == Fault.NONE && returns > 1) {
            fault = Fault.BARE_LINE_END;
        } else if (fault == Fault.NONE && end - start > longest) {
            fault = Fault.TOO_LONG;
        }
    }

    /** Reads more behind what is there, and tells how far that was moved. */
    private int fill() throws IOException {
        int moved = position;
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= moved;
        position = 0;
        flush();
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            throw new EOFException("The other side has hung up");
        }
        limit += read;
        return moved;
    }

    /** Sends the replies that wait. */
    void flush() throws IOException {
        if (replies.size() > 0) {
            replies.writeTo(out);
            replies.reset();
        }
    }
}
