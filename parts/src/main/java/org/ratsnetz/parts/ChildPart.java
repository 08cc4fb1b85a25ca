package org.ratsnetz.parts;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part that is a child process. */
public abstract class ChildPart implements Part {

    private final Duration patience;
    private volatile @Nullable Child child;
    private volatile boolean ready;
    private volatile Consumer<Child> launched = nobody -> {};

    /** @param patience how long {@link #stop} waits before it ends the process forcibly */
    protected ChildPart(Duration patience) {
        this.patience = patience;
    }

    /** Starts the process and returns at once. */
    protected abstract Child launch();

    /**
     * Waits until the process does its work.
     *
     * @throws PartFailed when it ends before, or takes too long
     */
    protected abstract void awaitReady(Child launched);

    /** Hears of each process as soon as it runs, before it is ready. */
    public void onLaunch(Consumer<Child> listener) {
        launched = listener;
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        ready = false;
        Child started = launch();
        child = started;
        launched.accept(started);
        awaitReady(started);
        ready = true;
    }

    /** The process that was started last. */
    public Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    /** Ends the process in good order; one that has not begun its work is ended at once. */
    @Override
    public void stop() {
        child().ifPresent(ready ? running -> running.stop(patience) : Child::kill);
    }

    @Override
    public void kill() {
        child().ifPresent(Child::kill);
    }

    @Override
    public void freeze() {
        child().ifPresent(Child::freeze);
    }

    @Override
    public void thaw() {
        child().ifPresent(Child::thaw);
    }

    @Override
    public boolean isRunning() {
        return child().map(Child::isRunning).orElse(false);
    }
}
