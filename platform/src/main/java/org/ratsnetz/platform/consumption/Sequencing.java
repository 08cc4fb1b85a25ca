package org.ratsnetz.platform.consumption;

/** Decides by numbers alone whether a reader may apply an event of a document. */
public enum Sequencing {

    /** It is the next event, or tells the whole state: apply it. */
    APPLY,
    /** It was applied before, or is older than what was: drop it. */
    DROP,
    /** Something before it is missing: do not apply it, remember the hole. */
    HOLE;

    /**
     * Decides about an event that says what has happened.
     *
     * @param last what was applied last, {@link Standing#NONE} for a document that is not known
     * @param told what the event stands for
     */
    public static Sequencing event(Standing last, Standing told) {
        if (last.sequence() == 0 && told.sequence() == 1 && told.epoch() >= last.epoch()) {
            return APPLY;
        }
        if (told.epoch() != last.epoch()) {
            return told.epoch() < last.epoch() ? DROP : HOLE;
        }
        if (told.sequence() <= last.sequence()) {
            return DROP;
        }
        return told.sequence() == last.sequence() + 1 ? APPLY : HOLE;
    }

    /**
     * Decides about a restated document, which is complete in itself.
     *
     * @param last what was applied last
     * @param told what the restated event stands for
     */
    public static Sequencing restated(Standing last, Standing told) {
        return told.compareTo(last) < 0 ? DROP : APPLY;
    }
}
