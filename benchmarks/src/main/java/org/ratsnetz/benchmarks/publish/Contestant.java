package org.ratsnetz.benchmarks.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** A contender's process, seen from outside. It ends when its input does, so also with us. */
final class Contestant implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** So long a recording of it may take to be written. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private Contestant(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts it and waits until it is ready. */
    static Contestant start(String name, List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        Contestant contestant = new Contestant(name, log, process);
        contestant.answer();
        return contestant;
    }

    String name() {
        return name;
    }

    /** @return figures by name */
    Map<String, Double> obey(Order order) throws IOException {
        orders.write(JSON.writeValueAsString(order) + "\n");
        orders.flush();
        return answer();
    }

    private Map<String, Double> answer() throws IOException {
        @Nullable String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + " has ended; see " + log);
        }
        return JSON.readValue(line, new TypeReference<Map<String, Double>>() {});
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.onExit().get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
