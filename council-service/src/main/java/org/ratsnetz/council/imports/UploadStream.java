package org.ratsnetz.council.imports;

import java.io.InputStream;
import java.util.function.IntFunction;

/** A stored file as a stream: one piece of it in memory at a time. */
final class UploadStream extends InputStream {

    private final int pieces;
    private final IntFunction<byte[]> piece;
    private byte[] current = new byte[0];
    private int next;
    private int at;
    private long position;

    UploadStream(int pieces, IntFunction<byte[]> piece) {
        this.pieces = pieces;
        this.piece = piece;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (length == 0) {
            return 0;
        }
        while (at == current.length) {
            if (next == pieces) {
                return -1;
            }
            current = piece.apply(next++);
            at = 0;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, from, count);
        at += count;
        position += count;
        return count;
    }
}
