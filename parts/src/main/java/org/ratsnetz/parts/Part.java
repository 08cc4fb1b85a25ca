package org.ratsnetz.parts;

/** One real part that runs beside us. Starting again after {@link #stop} or {@link #kill} keeps port and data. */
public interface Part {

    /** What runs, with its version and where it came from, for example {@code MongoDB 6.0.5 (wheel)}. */
    String version();

    /**
     * Starts the part and waits until it does its work.
     *
     * @throws PartFailed when it does not within some minutes, with the place of its log
     */
    void start();

    /** Ends it in good order; forcibly when it takes longer than a few seconds. */
    void stop();

    /** Ends it at once, as a crash would. */
    void kill();

    /** Stops it from running without ending it: connections stay open, nothing answers. */
    void freeze();

    /** Lets a frozen part run on. */
    void thaw();

    /** Whether the part runs, frozen or not. */
    boolean isRunning();
}
