package org.ratsnetz.standalone.launch;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ratsnetz.parts.ChildPart;
import org.ratsnetz.parts.PartFailed;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.data.Messages;

/**
 * Keeps one part running. The first start must succeed; a part that ends later is started again after 1 s, then 2, 4 … up
 * to 30 s, until it stays for a minute.
 */
final class Supervisor {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final String name;
    private final ChildPart part;
    private final LogFile log;
    private final Console console;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Supervisor(String name, ChildPart part, LogFile log, Console console) {
        this.name = name;
        this.part = part;
        this.log = log;
        this.console = console;
    }

    String name() {
        return name;
    }

    /**
     * Starts the part, waits until it is ready, and watches over it from then on.
     *
     * @throws CannotStart when it does not get ready
     */
    void start() {
        long began = System.nanoTime();
        try {
            part.start();
        } catch (PartFailed e) {
            throw new CannotStart("part.failed", name, reason(e)).because(e);
        }
        console.say("progress.ready", part.version(), seconds(began));
        Thread.ofVirtual().name("watch-" + name).start(this::watch);
    }

    private String reason(PartFailed failure) {
        String message = String.valueOf(failure.getMessage());
        return log.lastWarning().isEmpty() ? message : Messages.text("part.last", message, log.lastWarning());
    }

    private static String seconds(long began) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - began) / 1e9);
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long began = System.nanoTime();
            int code = part.child().map(child -> child.ended().join()).orElse(0);
            if (System.nanoTime() - began > STABLE.toNanos()) {
                pause = FIRST_PAUSE;
            }
            if (hasToStopWithin(Duration.ZERO)) {
                return;
            }
            console.say("progress.restart", name, code, pause.toSeconds(), log.file());
            if (hasToStopWithin(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            startAgain();
        }
    }

    private void startAgain() {
        try {
            part.start();
            console.say("progress.back", name);
        } catch (PartFailed e) {
            log.line("launcher: " + reason(e));
        }
    }

    private boolean hasToStopWithin(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Stops the part for good. */
    void stop() {
        stopping.countDown();
        part.stop();
    }
}
