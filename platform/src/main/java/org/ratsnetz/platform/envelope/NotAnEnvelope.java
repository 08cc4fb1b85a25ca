package org.ratsnetz.platform.envelope;

/** A record's headers are not a CloudEvents envelope of ours; the message says which attribute is wrong. */
public final class NotAnEnvelope extends RuntimeException {

    NotAnEnvelope(String message) {
        super(message);
    }

    NotAnEnvelope(String message, Throwable cause) {
        super(message, cause);
    }
}
