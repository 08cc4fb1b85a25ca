package org.ratsnetz.benchmarks.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands behind a sub-command: {@code --name value} pairs. */
public final class Options {

    private final String command;
    private final Map<String, String> given = new HashMap<>();

    private Options(String command) {
        this.command = command;
    }

    /**
     * Reads them.
     *
     * @param arguments the sub-command first
     * @throws IllegalArgumentException for what is no pair
     */
    public static Options of(String... arguments) {
        Options options = new Options(String.join(" ", arguments));
        for (int i = 1; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("--name value expected, not " + arguments[i]);
            }
            options.given.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return options;
    }

    /** The sub-command with everything behind it. */
    public String command() {
        return command;
    }

    public String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    public List<Integer> numbers(String name, Integer... otherwise) {
        return given.containsKey(name)
                ? list(name).map(Integer::valueOf).toList()
                : Arrays.stream(otherwise).toList();
    }

    public List<String> texts(String name, String... otherwise) {
        return given.containsKey(name)
                ? list(name).toList()
                : Arrays.stream(otherwise).toList();
    }

    private Stream<String> list(String name) {
        return Arrays.stream(text(name, "").split(",", -1));
    }

    /** A time given in seconds. */
    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }
}
