package org.ratsnetz.parts;

import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** {@link ContainerPart} waits itself: after a restart too, of which Testcontainers knows nothing. */
final class NoWait extends AbstractWaitStrategy {

    @Override
    protected void waitUntilReady() {
        // not here
    }
}
