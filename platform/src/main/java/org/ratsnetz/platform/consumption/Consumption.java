package org.ratsnetz.platform.consumption;

/** A feature that is hearing in this process. */
public interface Consumption {

    /** What was declared. */
    Hearing hearing();

    /** Takes no further batch until {@link #resume()}; stays in the group. */
    void pause();

    /** Goes on. */
    void resume();

    /** True between {@link #pause()} and {@link #resume()}, and from the beginning for what was paused before a restart. */
    boolean paused();

    /** False when the consumer has died. */
    boolean running();

    /** Leaves the group after the batch in hand. */
    void close();
}
