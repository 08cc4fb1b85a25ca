package org.ratsnetz.platform.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;

/** A process of the lab. */
final class Role {

    /** What a process says when it listens. */
    static final String PORT = "port ";

    private static final int DIED = 137;
    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> JVM =
            List.of("-Xmx128m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    final Child child;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    /**
     * Starts one and does not wait.
     *
     * @param settings its system properties
     * @param log where its output goes
     */
    Role(Class<?> main, List<String> settings, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        child = Child.start(command, Map.of(), new Output.ToLines(log.toString(), line -> heard(line, log)));
    }

    private void heard(String line, Path log) {
        if (line.startsWith(PORT)) {
            port.complete(Integer.parseInt(line.substring(PORT.length())));
        }
        try {
            Files.writeString(log, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, once it does. */
    int port() {
        return port.orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    }

    String ask(String question) throws IOException {
        try (Line line = new Line(port())) {
            return line.ask(question);
        }
    }

    boolean isRunning() {
        return child.isRunning();
    }

    /** Whether it ended by its fail point within that time. */
    boolean diesWithin(Duration time) throws InterruptedException, ExecutionException {
        try {
            return child.ended().get(time.toMillis(), TimeUnit.MILLISECONDS) == DIED;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
