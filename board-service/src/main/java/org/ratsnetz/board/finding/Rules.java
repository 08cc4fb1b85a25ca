package org.ratsnetz.board.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ratsnetz.events.FindingFacts.Severity;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules that councils are checked against, as data with their sources.
 *
 * @param rules the rules
 */
record Rules(List<Rule> rules) {

    /**
     * A rule.
     *
     * @param key its key, which the texts begin with
     * @param severity how much it matters when it is not kept
     * @param source where it comes from
     * @param sourceDate date of that
     * @param thresholds numbers that it is checked with, by name
     */
    record Rule(String key, Severity severity, String source, LocalDate sourceDate, Map<String, Long> thresholds) {

        long threshold(String name) {
            return Objects.requireNonNull(thresholds.get(name), () -> key + " has no threshold " + name);
        }
    }

    /** Reads them. */
    static Rules load() {
        try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream("rules.json"))) {
            return JsonMapper.builder().build().readValue(in, Rules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rule with that key; findings of a rule that was taken out may still be there. */
    Optional<Rule> find(String key) {
        return rules.stream().filter(rule -> rule.key().equals(key)).findFirst();
    }
}
