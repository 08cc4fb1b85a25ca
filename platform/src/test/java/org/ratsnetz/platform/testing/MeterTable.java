package org.ratsnetz.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract of the meters: the table in docs/operations.md is what a running service serves, no more and no less. */
public final class MeterTable {

    private static final Path OPERATIONS = Path.of(System.getProperty("ratsnetz.root"), "docs", "operations.md");
    private static final String OURS = "ratsnetz_";
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(ratsnetz_[a-z_]+)` \\| ([a-z]+) \\| ([a-z`, ]*)\\| ([a-z, -]+) \\| ([^|]+) \\|$",
            Pattern.MULTILINE);
    private static final Pattern HEAD = Pattern.compile("^# (HELP|TYPE) (\\w+) (.*)$");
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+?)(?:\\{(.*)})? [^ ]+$");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"");
    private static final Set<String> NOT_OURS = Set.of("le", "quantile");

    private MeterTable() {}

    /**
     * A meter.
     *
     * @param name as Prometheus has it
     * @param type as Prometheus has it
     * @param tags names of its tags
     * @param meaning its help line
     */
    public record Meter(String name, String type, Set<String> tags, String meaning) {}

    /** A row of the table. */
    private record Row(Meter meter, Set<String> services) {}

    /** Fails where the table and what a service serves differ. */
    public static void holdsFor(String service, String served) {
        holds(documented(service), served(served));
    }

    static void holds(Map<String, Meter> documented, Map<String, Meter> served) {
        assertThat(served.values())
                .as("meters served, beside those of docs/operations.md")
                .containsExactlyInAnyOrderElementsOf(documented.values());
    }

    /** The meters that the table promises of a service, by name. */
    public static Map<String, Meter> documented(String service) {
        return rows(read()).stream()
                .filter(row -> row.services().contains(service))
                .map(Row::meter)
                .collect(Collectors.toMap(Meter::name, meter -> meter, (one, other) -> one, TreeMap::new));
    }

    /** All meters of the table, by name. */
    public static Map<String, Meter> documented() {
        return rows(read()).stream()
                .map(Row::meter)
                .collect(Collectors.toMap(Meter::name, meter -> meter, (one, other) -> one, TreeMap::new));
    }

    private static String read() {
        try {
            return Files.readString(OPERATIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(String operations) {
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(operations);
        while (row.find()) {
            rows.add(new Row(
                    new Meter(row.group(1), row.group(2), words(row.group(3).replace("`", "")), row.group(5)),
                    words(row.group(4))));
        }
        assertThat(rows).as("rows of meters in docs/operations.md").hasSizeGreaterThan(40);
        assertThat(rows).extracting(row1 -> row1.meter().name()).doesNotHaveDuplicates();
        assertThat(operations.lines().filter(line -> line.startsWith("| `" + OURS)))
                .as("each row can be read")
                .hasSameSizeAs(rows);
        return rows;
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Our meters in a Prometheus text, by name. The maximum beside a summary or histogram is part of it. */
    public static Map<String, Meter> served(String text) {
        Map<String, String> help = new HashMap<>();
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> tags = new HashMap<>();
        text.lines().forEach(line -> {
            Matcher head = HEAD.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (head.matches()) {
                (head.group(1).equals("HELP") ? help : types).put(head.group(2), head.group(3));
            } else if (sample.matches()) {
                tags.computeIfAbsent(sample.group(1), name -> new TreeSet<>()).addAll(tags(sample.group(2)));
            }
        });
        Map<String, Meter> meters = new TreeMap<>();
        types.forEach((name, type) -> {
            if (name.startsWith(OURS) && !isMaximum(name, types)) {
                meters.put(name, new Meter(name, type, tags(name, tags), help.getOrDefault(name, "")));
            }
        });
        return meters;
    }

    private static boolean isMaximum(String name, Map<String, String> types) {
        String of = types.getOrDefault(name.replaceFirst("_max$", ""), "");
        return name.endsWith("_max") && (of.equals("summary") || of.equals("histogram"));
    }

    private static Set<String> tags(String name, Map<String, Set<String>> tags) {
        return Stream.of(name, name + "_count", name + "_sum")
                .map(series -> tags.getOrDefault(series, Set.of()))
                .flatMap(Collection::stream)
                .filter(tag -> !NOT_OURS.contains(tag))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tags(@Nullable String labels) {
        return labels == null
                ? Set.of()
                : TAG.matcher(labels).results().map(tag -> tag.group(1)).collect(Collectors.toSet());
    }
}
