package org.ratsnetz.council.lines;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of an upload, unpacked where it is packed with gzip, held to a size and a ratio while they are read. */
public final class Unpacked extends FilterInputStream {

    /** Up to here the ratio does not matter: a short file of equal lines packs very well. */
    private static final long RATIO_FROM = 1 << 20;

    private final Counted packed;
    private final long limit;
    private final int ratio;
    private long size;

    private Unpacked(InputStream in, Counted packed, long limit, int ratio) {
        super(in);
        this.packed = packed;
        this.limit = limit;
        this.ratio = ratio;
    }

    /**
     * Looks whether the upload is packed.
     *
     * @param limit bytes allowed, unpacked
     * @param ratio times that the packed size may grow
     */
    public static Unpacked of(InputStream upload, long limit, int ratio) throws IOException {
        Counted counted = new Counted(upload);
        PushbackInputStream begin = new PushbackInputStream(counted, 2);
        byte[] magic = begin.readNBytes(2);
        begin.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1F && (magic[1] & 0xFF) == 0x8B;
        try {
            return new Unpacked(gzip ? new GZIPInputStream(begin, 8192) : begin, counted, limit, gzip ? ratio : 0);
        } catch (ZipException | EOFException e) {
            throw new UnreadableFile(UnreadableFile.Reason.BROKEN_PACKING, e);
        }
    }

    /** Bytes so far, unpacked. */
    public long size() {
        return size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count;
        try {
            count = super.read(target, from, length);
        } catch (ZipException | EOFException e) {
            throw new UnreadableFile(UnreadableFile.Reason.BROKEN_PACKING, e);
        }
        size += Math.max(count, 0);
        if (size > limit) {
            throw new UnreadableFile(UnreadableFile.Reason.TOO_LARGE);
        }
        if (ratio > 0 && size > RATIO_FROM && size > ratio * packed.count) {
            throw new UnreadableFile(UnreadableFile.Reason.TOO_DENSE);
        }
        return count;
    }

    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
