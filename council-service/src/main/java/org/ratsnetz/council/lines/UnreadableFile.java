package org.ratsnetz.council.lines;

/** A file that cannot be taken as a whole. */
public final class UnreadableFile extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** Nothing in it. */
        EMPTY,
        /** More bytes than allowed, unpacked. */
        TOO_LARGE,
        /** More lines than allowed. */
        TOO_MANY_LINES,
        /** Grows by more than the allowed ratio when unpacked. */
        TOO_DENSE,
        /** Packed, and the packing is broken or cut off. */
        BROKEN_PACKING,
        /** A workbook, not a text file. */
        WORKBOOK,
        /** Not text at all. */
        BINARY,
        /** One JSON array instead of one object a line. */
        JSON_ARRAY
    }

    private final Reason reason;

    UnreadableFile(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    UnreadableFile(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
