package org.ratsnetz.standalone.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an expression of Prometheus asks for. It need not be understood for that, only its names told apart. */
final class PromQl {

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!=|!~|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\w|\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private PromQl() {}

    /** A label and what it must be. */
    record Condition(String label, String operator, String value) {

        boolean holds(String found) {
            return switch (operator) {
                case "=" -> found.equals(value);
                case "!=" -> !found.equals(value);
                case "=~" -> found.matches(value);
                default -> !found.matches(value);
            };
        }
    }

    /** A metric and its conditions. */
    record Selector(String metric, List<Condition> conditions) {}

    /** The metrics that an expression reads. */
    static List<Selector> selectors(String expression) {
        List<Selector> selectors = new ArrayList<>();
        Matcher selector = SELECTOR.matcher(expression);
        while (selector.find()) {
            selectors.add(new Selector(
                    selector.group(1),
                    MATCHER.matcher(selector.group(2))
                            .results()
                            .map(found -> new Condition(found.group(1), found.group(2), found.group(3)))
                            .toList()));
        }
        String rest = selector.reset().replaceAll(" ");
        rest = rest.replaceAll("\\[[^]]*]", " ").replaceAll("\"[^\"]*\"", " ");
        rest = LABELS.matcher(rest).replaceAll(" ").replaceAll("\\b\\d+[smhdwy]\\b", " ");
        NAME.matcher(rest)
                .results()
                .map(name -> name.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(name -> selectors.add(new Selector(name, List.of())));
        return selectors;
    }

    /** The labels that an expression groups or joins by. */
    static Set<String> labels(String expression) {
        Set<String> labels = new TreeSet<>();
        LABELS.matcher(expression)
                .results()
                .flatMap(list -> Stream.of(list.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(labels::add);
        return labels;
    }
}
