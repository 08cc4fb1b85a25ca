package org.ratsnetz.parts;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a child to become ready. */
public final class Waiting {

    // far beyond what an idle machine needs: a busy one starts six processes at once
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration STEP = Duration.ofMillis(20);

    private Waiting() {}

    /**
     * Waits until {@code ready}.
     *
     * @throws PartFailed when the child ends before, or takes longer than four minutes
     */
    public static void until(String what, Child child, String log, BooleanSupplier ready) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!child.isRunning()) {
                throw new PartFailed(what + " ended with code " + child.ended().join() + " while starting, see " + log);
            }
            if (System.nanoTime() - deadline > 0) {
                child.kill();
                throw new PartFailed(what + " was not ready after " + PATIENCE.toSeconds() + " s, see " + log);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
