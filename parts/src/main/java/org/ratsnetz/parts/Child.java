package org.ratsnetz.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that ends with us. On Linux the kernel kills it when the thread that started it ends, so one thread, which
 * lives as long as the JVM, starts them all.
 */
public final class Child {

    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("child-starter").factory());
    // a session of its own: Ctrl-C reaches us alone, and we end the children in order
    private static final List<String> OWN_SESSION = wherePresent("/usr/bin/setsid");
    private static final List<String> ENDS_WITH_US = wherePresent("/usr/bin/setpriv", "--pdeathsig", "KILL", "--");

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param environment variables set beside the inherited ones
     * @throws PartFailed when the program can not be started at all
     */
    public static Child start(List<String> command, Map<String, String> environment, Output output) {
        try {
            return CompletableFuture.supplyAsync(() -> launch(command, environment, output), STARTER)
                    .join();
        } catch (CompletionException e) {
            throw new PartFailed("Cannot start " + command.getFirst() + ": " + rootMessage(e), e);
        }
    }

    private static Child launch(List<String> command, Map<String, String> environment, Output output) {
        List<String> line = new ArrayList<>(OWN_SESSION);
        line.addAll(ENDS_WITH_US);
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        if (output instanceof Output.ToFile file) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file.file().toFile()));
        }
        try {
            Process process = builder.start();
            if (output instanceof Output.ToLines lines) {
                // reading a pipe holds the thread that does it: virtual ones would take their carriers from all others
                Thread.ofPlatform().daemon().name("output-" + process.pid()).start(() -> pump(process, lines.sink()));
            }
            return new Child(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> wherePresent(String... command) {
        return Files.isExecutable(Path.of(command[0])) ? List.of(command) : List.of();
    }

    private static void pump(Process process, Consumer<String> sink) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                sink.accept("output lost: " + e.getMessage());
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** The process, seen from outside. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Asks the process to end, waits, and ends it forcibly when it did not. */
    public void stop(Duration patience) {
        handle().destroy(); // not the process itself: that would close our end of its output
        if (!hasEndedWithin(patience)) {
            kill();
        }
    }

    /** Ends the process, and what it has started, at once, and waits until it is gone. */
    public void kill() {
        List<ProcessHandle> descendants = process.descendants().toList(); // nobody knows them once it is gone
        handle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        hasEndedWithin(Duration.ofSeconds(10));
    }

    private boolean hasEndedWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends SIGSTOP. */
    public void freeze() {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new PartFailed("Cannot send " + name + " to process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
