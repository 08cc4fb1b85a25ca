package org.ratsnetz.benchmarks.edge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ratsnetz.benchmarks.measure.Chart;
import org.ratsnetz.benchmarks.measure.Goal;
import org.ratsnetz.benchmarks.measure.GoalTable;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Results;
import org.ratsnetz.benchmarks.measure.Series;
import org.ratsnetz.benchmarks.measure.Spread;
import org.ratsnetz.benchmarks.measure.Table;

/** B4 on the page, with the goals of the gateway. */
public final class EdgeReport {

    private static final String RATE = "perSecond";
    private static final String CHART = "![requests per second](performance/b4.svg)\n\n";
    private static final String OURS = EdgeBench.OURS;

    private EdgeReport() {}

    /** Puts it in its place. */
    public static void write(Page page) throws IOException {
        Results results = Results.read(page.folder(), "b4");
        page.put("b4", results.shown(() -> CHART + table(results) + "\n" + goals(results)));
        page.chart("b4", chart(results));
    }

    private static String table(Results results) {
        Table table = new Table(
                "1 KB",
                "GET req/s at 32",
                "p99 ms",
                "p50 ms at 1",
                "POST req/s at 32",
                "GET beside 1,000 streams",
                "half load p50",
                "p99",
                "RSS MiB");
        for (String system : EdgeBench.SYSTEMS) {
            table.row(
                    system,
                    text(results, "get", system, RATE),
                    median(results, "get", system, "p99ms"),
                    median(results, "get", system, "one.p50ms"),
                    text(results, "post", system, RATE),
                    text(results, "streams", system, RATE),
                    median(results, "paced", system, "pacedP50ms"),
                    median(results, "paced", system, "pacedP99ms"),
                    median(results, "get", system, "rssMiB"));
        }
        return table.toString();
    }

    private static Spread spread(Results results, String what, String system, String figure) {
        return results.of(what).map(series -> series.spread(system, figure)).orElse(Spread.NONE);
    }

    private static String text(Results results, String what, String system, String figure) {
        return spread(results, what, system, figure).text();
    }

    private static String median(Results results, String what, String system, String figure) {
        return Spread.text(spread(results, what, system, figure).median());
    }

    private static String goals(Results results) {
        Optional<Series> get = results.of("get");
        Optional<Series> post = results.of("post");
        Optional<Series> paced = results.of("paced");
        return new GoalTable()
                .row("GET, req/s / nginx", get, s -> s.ratio(OURS, EdgeBench.NGINX, RATE), Goal.atLeast(0.25, 0.40))
                .row("GET, req/s / bare SCG", get, s -> s.ratio(OURS, EdgeBench.SPRING, RATE), Goal.atLeast(0.80, 1.0))
                .row("POST, req/s / nginx", post, s -> s.ratio(OURS, EdgeBench.NGINX, RATE), Goal.atLeast(0.25, 0.40))
                .row(
                        "POST, req/s / bare SCG",
                        post,
                        s -> s.ratio(OURS, EdgeBench.SPRING, RATE),
                        Goal.atLeast(0.80, 1.0))
                .row(
                        "added p50 against direct, half load, ms",
                        paced,
                        s -> s.added(OURS, EdgeBench.DIRECT, "pacedP50ms"),
                        Goal.atMost(0.4, 0.15))
                .row(
                        "added p99 against direct, half load, ms",
                        paced,
                        s -> s.added(OURS, EdgeBench.DIRECT, "pacedP99ms"),
                        Goal.atMost(5, 1.5))
                .row(
                        "GET beside 1,000 idle streams / without",
                        results.of("streams"),
                        s -> s.within(OURS, RATE, "without." + RATE),
                        Goal.atLeast(0.80, 0.95))
                .toString();
    }

    private static Chart chart(Results results) {
        List<Chart.Group> groups = new ArrayList<>();
        for (String what : List.of("get", "post", "streams")) {
            results.of(what)
                    .ifPresent(series -> groups.add(new Chart.Group(
                            what.equals("streams") ? "GET beside 1,000 streams" : what.toUpperCase(Locale.ROOT),
                            EdgeBench.SYSTEMS.stream()
                                    .map(system -> series.spread(system, RATE).median())
                                    .toList())));
        }
        return new Chart(
                "Through the gateway, 32 connections, two cores",
                "requests/s, logarithmic",
                List.of("backend direct", "nginx", "Spring Cloud Gateway, bare", "Ratsnetz, security on"),
                groups);
    }
}
