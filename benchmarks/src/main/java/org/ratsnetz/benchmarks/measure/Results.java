package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a bench has found so far, as it stands in its JSON file.
 *
 * @param bench name of the bench
 * @param series one for each setting, the newest only
 */
public record Results(String bench, List<Series> series) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Reads them; none when nothing was measured yet. */
    public static Results read(Path folder, String bench) throws IOException {
        Path file = file(folder, bench);
        return Files.exists(file)
                ? JSON.readValue(Files.readString(file), Results.class)
                : new Results(bench, List.of());
    }

    private static Path file(Path folder, String bench) {
        return folder.resolve(bench + ".json");
    }

    /** With a series in place of the one of the same setting. */
    public Results with(Series fresh) {
        List<Series> all = new ArrayList<>(series);
        all.removeIf(old -> old.setting().equals(fresh.setting()));
        all.add(fresh);
        all.sort(Comparator.comparing(Series::setting, Results::byNumber));
        return new Results(bench, List.copyOf(all));
    }

    private static int byNumber(String one, String other) {
        int digits = Integer.compare(number(one), number(other));
        return digits == 0 ? one.compareTo(other) : digits;
    }

    private static int number(String setting) {
        String digits = setting.replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** What is shown of them: nothing but that while nothing was measured. */
    public String shown(Supplier<String> tables) {
        return series.isEmpty() ? "Not measured yet.\n" : tables.get() + "\n" + made();
    }

    /** How each was made: command, day, and how busy others were. */
    private String made() {
        return series.stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "`%s` (%s UTC, others ≤ %.2f processors)",
                        one.command(),
                        one.time().substring(0, 16).replace('T', ' '),
                        one.others()))
                .distinct()
                .collect(Collectors.joining("; ", "Made by ", ".\n"));
    }

    public Optional<Series> of(String setting) {
        return series.stream().filter(one -> one.setting().equals(setting)).findFirst();
    }

    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file(folder, bench), JSON.writeValueAsString(this) + "\n");
    }
}
