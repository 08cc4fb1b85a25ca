package org.ratsnetz.platform.fault;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A place where the process dies when a test says so: {@code -Dfail.at=<name>:<nth>} halts it the nth time it comes by, with exit
 * code 137 and without any clean-up, just like {@code kill -9}. Without the property a pass costs one comparison.
 */
public final class FailPoint {

    private static final int EXIT_CODE = 137;
    private static final @Nullable String NAME;
    private static final AtomicInteger LEFT = new AtomicInteger();

    static {
        String at = System.getProperty("fail.at");
        int colon = at == null ? -1 : at.lastIndexOf(':');
        if (at == null) {
            NAME = null;
        } else if (colon < 1) {
            throw new IllegalArgumentException("fail.at must be <name>:<nth>, is " + at);
        } else {
            NAME = at.substring(0, colon);
            LEFT.set(Integer.parseInt(at.substring(colon + 1)));
        }
    }

    private FailPoint() {}

    /** Dies here when it is the nth time. */
    public static void hit(String name) {
        if (NAME != null && NAME.equals(name) && LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
