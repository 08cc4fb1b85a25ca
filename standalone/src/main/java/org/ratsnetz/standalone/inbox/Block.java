package org.ratsnetz.standalone.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours in an archive, deflated together: what is sent to many is nearly the same each time, so ten of a kind take little more
 * memory than one.
 */
final class Block {

    /** Bytes of content after which a block is deflated: twice as far as deflating looks back. */
    private static final int FULL = 1 << 16;
    /** What a message takes beside its content and its receiver, in bytes: objects and references. */
    private static final int OVERHEAD = 160;

    private final long first;
    private final List<Kept> kept = new ArrayList<>();
    private List<byte[]> raw = new ArrayList<>();
    private int @Nullable [] lengths;
    private byte @Nullable [] packed;
    private int size;
    private long cost;

    /** @param first id of its first message */
    Block(long first) {
        this.first = first;
    }

    /** A message with its content. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Found(Kept kept, byte[] content) {}

    long first() {
        return first;
    }

    synchronized void add(Kept message, byte[] content) {
        kept.add(message);
        raw.add(content);
        size += content.length;
        cost += OVERHEAD + message.to().length() + content.length;
    }

    synchronized boolean isFull() {
        return size >= FULL;
    }

    synchronized int count() {
        return kept.size();
    }

    /** Bytes of memory, about. */
    synchronized long cost() {
        return cost;
    }

    /** Makes it small; nothing is added any more. */
    synchronized void pack() {
        byte[] all = new byte[size];
        int[] each = new int[raw.size()];
        int position = 0;
        for (int i = 0; i < each.length; i++) {
            byte[] content = raw.get(i);
            each[i] = content.length;
            System.arraycopy(content, 0, all, position, content.length);
            position += content.length;
        }
        byte[] small = deflated(all);
        cost += small.length - size;
        packed = small;
        lengths = each;
        raw = List.of();
    }

    /** Its messages, the newest first. */
    synchronized List<Kept> newestFirst() {
        return List.copyOf(kept.reversed());
    }

    /** The same with their contents. */
    synchronized List<Found> read() {
        List<byte[]> contents = packed == null || lengths == null ? raw : inflated(packed, lengths, size);
        List<Found> found = new ArrayList<>();
        for (int i = kept.size() - 1; i >= 0; i--) {
            found.add(new Found(kept.get(i), contents.get(i)));
        }
        return found;
    }

    private static byte[] deflated(byte[] all) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(all);
            deflater.finish();
            byte[] buffer =
                    new byte[all.length + all.length / 1_000 + 64]; // what cannot be made smaller grows a little
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(buffer, length, buffer.length - length);
            }
            byte[] exact = new byte[length];
            System.arraycopy(buffer, 0, exact, 0, length);
            return exact;
        }
    }

    private static List<byte[]> inflated(byte[] packed, int[] lengths, int size) {
        byte[] all = new byte[size];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            int length = 0;
            while (length < size) {
                length += inflater.inflate(all, length, size - length);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        List<byte[]> contents = new ArrayList<>();
        int position = 0;
        for (int length : lengths) {
            byte[] content = new byte[length];
            System.arraycopy(all, position, content, 0, length);
            contents.add(content);
            position += length;
        }
        return contents;
    }
}
