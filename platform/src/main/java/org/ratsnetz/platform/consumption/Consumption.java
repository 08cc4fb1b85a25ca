package org.ratsnetz.platform.consumption;

/** A feature that is hearing in this process. */
public interface Consumption {

    /** What was declared. */
    Hearing hearing();

    /** Takes no further batch until {@link #resume()}; stays in the group. */
    void pause();

    /** Goes on. */
    void resume();

    /** Stands still until {@link #release()}, for the platform's own ends; an operator's pause is another matter. */
    void hold();

    /** Ends {@link #hold()}. */
    void release();

    /** True when no batch is being handled and none will be until {@link #resume()}. */
    boolean quiet();

    /** True between {@link #pause()} and {@link #resume()}. */
    boolean paused();

    /** Leaves the group after the batch in hand. */
    void close();
}
