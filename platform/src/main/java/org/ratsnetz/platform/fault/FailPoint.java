package org.ratsnetz.platform.fault;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A place where a test makes something go wrong. {@code -Dfail.at=<name>:<nth>} halts the process the nth time it comes by, with exit
 * code 137 and without any clean-up, just like {@code kill -9}; {@code -Dfail.skip=<name>:<nth>} leaves out what is done there, each
 * nth time. Without the properties a pass costs one comparison.
 */
public final class FailPoint {

    private static final int EXIT_CODE = 137;

    private static volatile @Nullable FailPoint halt = named("fail.at");
    private static volatile @Nullable FailPoint skip = named("fail.skip");

    private final String name;
    private final int nth;
    private final AtomicInteger passes = new AtomicInteger();

    private FailPoint(String name, int nth) {
        this.name = name;
        this.nth = nth;
    }

    private static @Nullable FailPoint named(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            return null;
        }
        int colon = value.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(property + " must be <name>:<nth>, is " + value);
        }
        return new FailPoint(value.substring(0, colon), Integer.parseInt(value.substring(colon + 1)));
    }

    /** Reads the properties again, so that one process can be tried at several places one after the other. */
    public static void arm() {
        halt = named("fail.at");
        skip = named("fail.skip");
    }

    /** Dies here when it is the nth time. */
    public static void hit(String name) {
        FailPoint point = halt;
        if (point != null && point.name.equals(name) && point.passes.incrementAndGet() == point.nth) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** Whether what is done here is to be left out this time. */
    public static boolean skips(String name) {
        FailPoint point = skip;
        return point != null && point.name.equals(name) && point.passes.incrementAndGet() % point.nth == 0;
    }
}
