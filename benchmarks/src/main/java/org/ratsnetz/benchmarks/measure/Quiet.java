package org.ratsnetz.benchmarks.measure;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Watches what others do on this machine: all processor time less our own and our children's. On a busy machine nothing is reported.
 */
public final class Quiet {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Supplier<Duration> machine;
    private final Supplier<Duration> ours;
    private final double before;
    private final double during;
    private final int looks;
    private double most;

    /**
     * A watch on this machine.
     *
     * @param before processors that others may use before a round
     * @param during the same while it runs: the kernel's own work for us counts as others'
     * @param looks how many seconds to wait for them
     */
    public Quiet(double before, double during, int looks) {
        this(CpuTime::ofMachine, CpuTime::ofUs, before, during, looks);
    }

    Quiet(Supplier<Duration> machine, Supplier<Duration> ours, double before, double during, int looks) {
        this.machine = machine;
        this.ours = ours;
        this.before = before;
        this.during = during;
        this.looks = looks;
    }

    /** One measurement. */
    public interface Round<T> {
        T run() throws Exception;
    }

    /**
     * Runs a round between two looks.
     *
     * @throws Busy when others worked before it, and did not end within some looks, or worked while it ran
     */
    public <T> T round(Round<T> round) throws Exception {
        awaitQuiet();
        Look look = new Look();
        T result = round.run();
        double others = look.others();
        most = Math.max(most, others);
        if (others > during) {
            throw new Busy("While it was measured", others, during);
        }
        return result;
    }

    private void awaitQuiet() throws InterruptedException {
        double others = 0;
        for (int i = 0; i < looks; i++) {
            Look look = new Look();
            Thread.sleep(LOOK);
            others = look.others();
            if (others <= before) {
                return;
            }
        }
        throw new Busy("Before a round", others, before);
    }

    /** The most processors that others used during a round so far. */
    public double most() {
        return most;
    }

    private final class Look {

        private final long begin = System.nanoTime();
        private final Duration machineBefore = machine.get();
        private final Duration oursBefore = ours.get();

        double others() {
            double nanos = machine.get().minus(machineBefore).toNanos()
                    - ours.get().minus(oursBefore).toNanos();
            return Math.max(0, nanos / (System.nanoTime() - begin));
        }
    }

    /** Others work on this machine. */
    public static final class Busy extends RuntimeException {

        Busy(String when, double others, double allowed) {
            super(String.format(
                    Locale.ROOT,
                    "The machine is busy: nothing is reported. %s others used %.2f processors, %.2f are allowed.",
                    when,
                    others,
                    allowed));
        }
    }
}
