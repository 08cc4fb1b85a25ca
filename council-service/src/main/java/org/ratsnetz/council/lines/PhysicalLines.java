package org.ratsnetz.council.lines;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as an editor numbers them, ended by LF, CRLF or CR; a line past the limit is skipped, not kept. */
final class PhysicalLines {

    /**
     * A line.
     *
     * @param number the first is 1
     * @param text text without its end; empty where it is too long
     * @param tooLong whether it was longer than allowed
     */
    record PhysicalLine(long number, String text, boolean tooLong) {}

    private final Reader reader;
    private final int limit;
    private final char[] buffer = new char[16 * 1024];
    private final Deque<PhysicalLine> pushedBack = new ArrayDeque<>();
    private int at;
    private int end;
    private long number;
    private boolean afterReturn;

    PhysicalLines(Reader reader, int limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** The next line, null after the last. */
    @Nullable
    PhysicalLine next() throws IOException {
        PhysicalLine waiting = pushedBack.poll();
        return waiting != null ? waiting : read();
    }

    /** Gives lines back, to be read again in that order. */
    void pushBack(List<PhysicalLine> lines) {
        lines.reversed().forEach(pushedBack::addFirst);
    }

    private @Nullable PhysicalLine read() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        boolean any = false;
        while (at < end || fill()) {
            char next = buffer[at++];
            if (next == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                return line(text, tooLong);
            }
            any = true;
            tooLong |= text.length() >= limit;
            if (!tooLong) {
                text.append(next);
            }
        }
        return any ? line(text, tooLong) : null;
    }

    private PhysicalLine line(StringBuilder text, boolean tooLong) {
        number++;
        if (number == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text.deleteCharAt(0);
        }
        return new PhysicalLine(number, tooLong ? "" : text.toString(), tooLong);
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(reader.read(buffer, 0, buffer.length), 0);
        return end > 0;
    }
}
