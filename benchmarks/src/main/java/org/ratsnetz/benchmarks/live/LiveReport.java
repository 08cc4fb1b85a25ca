package org.ratsnetz.benchmarks.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ratsnetz.benchmarks.measure.Chart;
import org.ratsnetz.benchmarks.measure.Goal;
import org.ratsnetz.benchmarks.measure.GoalTable;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Results;
import org.ratsnetz.benchmarks.measure.Series;
import org.ratsnetz.benchmarks.measure.Spread;
import org.ratsnetz.benchmarks.measure.Table;

/** B5 on the page, with the goals of the stream. */
public final class LiveReport {

    private static final String CHART = "![delivery and memory](performance/b5.svg)\n\n";
    private static final String OURS = LiveBench.OURS;

    private LiveReport() {}

    /** Puts it in its place. */
    public static void write(Page page) throws IOException {
        Results results = Results.read(page.folder(), "b5");
        page.put("b5", results.shown(() -> CHART + table(results) + "\n" + goals(results)));
        page.chart("b5", chart(results));
    }

    private static String table(Results results) {
        Table table = new Table(
                "server",
                "clients",
                "delivered",
                "p50 ms",
                "p99 ms",
                "max ms",
                "KiB per client",
                "CPU-ms per event",
                "connecting s");
        for (Series series : results.series()) {
            for (String system : LiveBench.SYSTEMS) {
                table.row(
                        system,
                        series.setting(),
                        Spread.text(series.spread(system, "deliveredShare").median() * 100) + " %",
                        series.spread(system, "p50ms").text(),
                        series.spread(system, "p99ms").text(),
                        series.spread(system, "maxms").text(),
                        series.spread(system, "kibPerClient").text(),
                        Spread.text(series.spread(system, "cpuMsPerEvent").median()),
                        Spread.text(series.spread(system, "connectSeconds").median()));
            }
        }
        return table.toString();
    }

    private static String goals(Results results) {
        Optional<Series> most = results.of("10000");
        return new GoalTable()
                .row(
                        "10,000 clients: p99 / Netty",
                        most,
                        s -> s.ratio(OURS, LiveBench.RAW, "p99ms"),
                        Goal.atMost(1.5, 1.1))
                .row(
                        "10,000 clients: RSS per client, KiB",
                        most,
                        s -> s.spread(OURS, "kibPerClient"),
                        Goal.atMost(20, 8))
                .toString();
    }

    private static Chart chart(Results results) {
        List<Chart.Group> groups = new ArrayList<>();
        for (Series series : results.series()) {
            groups.add(group(series, "p99 ms, ", "p99ms"));
            groups.add(group(series, "KiB per client, ", "kibPerClient"));
        }
        return new Chart(
                "One event to all open streams, two cores",
                "logarithmic",
                List.of("Netty alone", "WebFlux", "Ratsnetz"),
                groups);
    }

    private static Chart.Group group(Series series, String name, String figure) {
        return new Chart.Group(
                name + series.setting() + " clients",
                LiveBench.SYSTEMS.stream()
                        .map(system -> series.spread(system, figure).median())
                        .toList());
    }
}
