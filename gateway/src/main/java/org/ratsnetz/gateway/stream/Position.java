package org.ratsnetz.gateway.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A point in the topics: for each partition of a {@link Layout} the offset to read next. On the wire, as the id of an event, it is
 * the layout's fingerprint and the offsets as variable-length integers in base64url.
 */
final class Position {

    private static final int LONGEST_ID = 1_000;
    private static final int LONGEST_NUMBER = 9;

    private final long[] next;

    private Position(long[] next) {
        this.next = next;
    }

    static Position of(long[] next) {
        return new Position(next.clone());
    }

    /** The position behind an id, empty where it is not understood here. */
    static Optional<Position> parse(String id, Layout layout) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < Integer.BYTES || in.getInt() != layout.fingerprint()) {
            return Optional.empty();
        }
        long[] next = new long[layout.size()];
        for (int i = 0; i < next.length; i++) {
            OptionalLong number = number(in);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            next[i] = number.getAsLong();
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(new Position(next));
    }

    String id(Layout layout) {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + next.length * LONGEST_NUMBER);
        out.putInt(layout.fingerprint());
        for (long number : next) {
            long rest = number;
            while (rest > 0x7f) {
                out.put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            out.put((byte) rest);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(out.array(), out.position()));
    }

    private static OptionalLong number(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER && in.hasRemaining(); i++) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << (7 * i);
            if (part >= 0) {
                return OptionalLong.of(value);
            }
        }
        return OptionalLong.empty();
    }

    long next(int slot) {
        return next[slot];
    }

    /** Whether a record of that partition comes after this position. */
    boolean before(int slot, long offset) {
        return next[slot] <= offset;
    }

    /** Whether nothing lies between the other position and this one: this is as far or further in every partition. */
    boolean reaches(Position other) {
        for (int i = 0; i < next.length; i++) {
            if (next[i] < other.next[i]) {
                return false;
            }
        }
        return true;
    }

    /** The further of the two in every partition. */
    Position orFurther(Position other) {
        long[] furthest = new long[next.length];
        for (int i = 0; i < next.length; i++) {
            furthest[i] = Math.max(next[i], other.next[i]);
        }
        return new Position(furthest);
    }

    /** The same, but not further than the given offset in one partition. */
    Position atMost(int slot, long offset) {
        long[] less = next.clone();
        less[slot] = Math.min(less[slot], offset);
        return new Position(less);
    }

    /** The same with another offset in one partition. */
    Position with(int slot, long offset) {
        long[] moved = next.clone();
        moved[slot] = offset;
        return new Position(moved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position && Arrays.equals(next, position.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
