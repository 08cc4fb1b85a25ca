package org.ratsnetz.standalone.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ratsnetz.standalone.journey.RunningPlatform;

/** What all processes of a platform serve to Prometheus, and what it adds: the labels {@code job} and {@code instance}, and {@code up}. */
final class Served {

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** What no running platform need have had: failed requests. */
    private static final Set<String> NOT_YET = Set.of("status", "outcome", "level");

    private final Map<String, List<Map<String, String>>> series;

    private Served(Map<String, List<Map<String, String>>> series) {
        this.series = series;
    }

    /** Asks all services of a platform. */
    static Served by(RunningPlatform platform) {
        Map<String, String> texts = new LinkedHashMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            platform.access().path("management").forEachEntry((service, address) -> {
                URI uri = URI.create(address.asString() + "/actuator/prometheus");
                try {
                    texts.put(
                            service,
                            http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                                    .body());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            });
        }
        return of(texts);
    }

    /** What these services serve, by their names. */
    static Served of(Map<String, String> texts) {
        Map<String, List<Map<String, String>>> series = new TreeMap<>();
        texts.forEach((service, text) -> {
            add(series, service, "up", "");
            text.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
                String labels = sample.group(2);
                add(series, service, sample.group(1), labels == null ? "" : labels);
            });
        });
        return new Served(series);
    }

    private static void add(Map<String, List<Map<String, String>>> series, String service, String name, String labels) {
        Map<String, String> all = new HashMap<>(Map.of("job", service, "instance", service));
        LABEL.matcher(labels).results().forEach(label -> all.put(label.group(1), label.group(2)));
        series.computeIfAbsent(name, none -> new ArrayList<>()).add(all);
    }

    /** What an expression asks for that is not there: metrics, labels, values of labels. */
    List<String> mistakes(String expression) {
        List<String> mistakes = new ArrayList<>();
        Set<String> labels = new TreeSet<>();
        for (PromQl.Selector selector : PromQl.selectors(expression)) {
            List<Map<String, String>> found = series.getOrDefault(selector.metric(), List.of());
            if (found.isEmpty()) {
                mistakes.add("nobody serves " + selector.metric());
            } else {
                found.forEach(one -> labels.addAll(one.keySet()));
                selector.conditions().forEach(condition -> mistakes.addAll(mistakes(selector, condition, found)));
            }
        }
        if (mistakes.isEmpty()) {
            PromQl.labels(expression).stream()
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> mistakes.add("nothing in it has a label " + label));
        }
        return mistakes;
    }

    private static List<String> mistakes(
            PromQl.Selector selector, PromQl.Condition condition, List<Map<String, String>> found) {
        String label = condition.label();
        if (found.stream().noneMatch(one -> one.containsKey(label))) {
            return List.of(selector.metric() + " has no label " + label);
        }
        boolean some =
                NOT_YET.contains(label) || found.stream().anyMatch(one -> condition.holds(one.getOrDefault(label, "")));
        return some
                ? List.of()
                : List.of("no " + selector.metric() + " has " + label + condition.operator() + condition.value());
    }
}
