package org.ratsnetz.platform.consumption;

/** A record that no number of tries will make readable; the message is the reason an operator reads in the dead letters. */
public final class Poison extends RuntimeException {

    public Poison(String reason) {
        super(reason);
    }

    public Poison(String reason, Throwable cause) {
        super(reason, cause);
    }
}
