package org.ratsnetz.parts;

/** A real part could not be found, started or reached. The message is one line for the one who starts it. */
public final class PartFailed extends RuntimeException {

    public PartFailed(String message) {
        super(message);
    }

    public PartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
