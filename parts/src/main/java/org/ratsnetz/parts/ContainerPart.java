package org.ratsnetz.parts;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;

/** A part in a container, which can be killed, frozen and started again with its data. */
final class ContainerPart implements Part {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int SECONDS_TO_STOP = 3;

    private final GenericContainer<?> container;
    private final Supplier<String> version;
    private final BooleanSupplier ready;

    /** @param ready whether it does its work; asked again and again */
    ContainerPart(GenericContainer<?> container, Supplier<String> version, BooleanSupplier ready) {
        this.container = container;
        this.version = version;
        this.ready = ready;
    }

    @Override
    public String version() {
        return version.get();
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        if (isMade()) {
            docker().startContainerCmd(id()).exec();
        } else {
            container.start();
        }
        long began = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (!isRunning() || System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new PartFailed(container.getDockerImageName() + " does not work:\n" + container.getLogs());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    @Override
    public void stop() {
        if (isRunning()) {
            docker().stopContainerCmd(id()).withTimeout(SECONDS_TO_STOP).exec();
        }
    }

    @Override
    public void kill() {
        if (isRunning()) {
            docker().killContainerCmd(id()).exec();
            try {
                // returns when it has ended: the signal alone does not
                docker().stopContainerCmd(id()).withTimeout(SECONDS_TO_STOP).exec();
            } catch (NotModifiedException e) {
                return; // has ended
            }
        }
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(id()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(id()).exec();
    }

    @Override
    public boolean isRunning() {
        return isMade()
                && Boolean.TRUE.equals(
                        docker().inspectContainerCmd(id()).exec().getState().getRunning());
    }

    /** Ends it and removes its data. */
    void remove() {
        container.stop();
    }

    @SuppressWarnings("NullAway") // not annotated: null until it is made
    private boolean isMade() {
        return id() != null;
    }

    private String id() {
        return container.getContainerId();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
