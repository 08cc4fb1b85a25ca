package org.ratsnetz.platform.crash;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Where an injection is made.
 *
 * @param random what is left to chance, from the injection's seed
 */
record Scene(Lab lab, Load load, Look look, Random random) {

    /** What happens to it: says what it did, fails when it could not do it. */
    @FunctionalInterface
    interface Strike {
        String at(Scene scene) throws Exception;
    }

    /** The fault did not come about, so nothing was tried. */
    static final class NothingHappened extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NothingHappened(String why) {
            super(why);
        }
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** A time that is part of the fault; returns it. */
    Duration pause(int leastMillis, int mostMillis) {
        Duration time = Duration.ofMillis(between(leastMillis, mostMillis));
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        return time;
    }

    static void require(boolean happened, String otherwise) {
        if (!happened) {
            throw new NothingHappened(otherwise);
        }
    }
}
