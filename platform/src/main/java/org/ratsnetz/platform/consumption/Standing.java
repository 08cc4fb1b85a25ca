package org.ratsnetz.platform.consumption;

import org.ratsnetz.platform.envelope.Envelope;

/**
 * Where a document stands: the last event of it that was applied, or that is told.
 *
 * @param epoch epoch of the sequence
 * @param sequence sequence of the event, 0 before the first
 */
public record Standing(int epoch, long sequence) implements Comparable<Standing> {

    /** Nothing applied yet. */
    public static final Standing NONE = new Standing(0, 0);

    private static final int EPOCH_SHIFT = 40;
    private static final long SEQUENCE_MASK = (1L << EPOCH_SHIFT) - 1;

    /** What an envelope stands for. */
    public static Standing of(Envelope envelope) {
        return new Standing(envelope.epoch(), envelope.sequence());
    }

    /** Back from {@link #rank()}. */
    public static Standing ofRank(long rank) {
        return new Standing((int) (rank >> EPOCH_SHIFT), rank & SEQUENCE_MASK);
    }

    /** One number that grows with every event, over epochs too; sums of it grow as well. */
    public long rank() {
        return ((long) epoch << EPOCH_SHIFT) + sequence;
    }

    @Override
    public int compareTo(Standing other) {
        return Long.compare(rank(), other.rank());
    }
}
