package org.ratsnetz.platform.publication;

import org.ratsnetz.platform.envelope.Envelope;

/**
 * Where a document stands: epoch first, then sequence.
 *
 * @param epoch epoch
 * @param sequence sequence of the last event, 0 where it is told that there is no document
 */
record Rank(int epoch, long sequence) implements Comparable<Rank> {

    static final Rank NONE = new Rank(0, 0);

    static Rank of(Envelope envelope) {
        return new Rank(envelope.epoch(), envelope.sequence());
    }

    @Override
    public int compareTo(Rank other) {
        return epoch == other.epoch ? Long.compare(sequence, other.sequence) : Integer.compare(epoch, other.epoch);
    }

    @Override
    public String toString() {
        return epoch + "." + sequence;
    }
}
