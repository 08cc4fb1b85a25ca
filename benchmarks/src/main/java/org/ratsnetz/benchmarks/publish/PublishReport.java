package org.ratsnetz.benchmarks.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ratsnetz.benchmarks.measure.Chart;
import org.ratsnetz.benchmarks.measure.Goal;
import org.ratsnetz.benchmarks.measure.GoalTable;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Results;
import org.ratsnetz.benchmarks.measure.Series;
import org.ratsnetz.benchmarks.measure.Spread;
import org.ratsnetz.benchmarks.measure.Table;

/** B0 and B1 on the page, with the goals of publication overhead. */
public final class PublishReport {

    private static final String CHART = "![updates per second](performance/b1.svg)\n\n";
    private static final String OURS = ContenderMain.OURS;
    private static final String RAW = "R1";
    private static final String RATE = "perSecond";
    private static final Map<String, String> NAMES = Map.of(
            "KAFKA",
            "Kafka `acks=all`, awaited, /s",
            "FIND",
            "MongoDB find by id, /s",
            "INC",
            "MongoDB `$inc`, majority + journal, /s",
            "R0",
            "R0: `$inc`, send unawaited",
            "R1",
            "R1: find, replace where version, send unawaited",
            "R2",
            "R2: the same, send awaited",
            "M",
            "Spring Modulith, transactions",
            OURS,
            "**ours**: group commit and relay");

    private PublishReport() {}

    /** Puts both in their places. */
    public static void write(Page page) throws IOException {
        Results limits = Results.read(page.folder(), "b0");
        page.put("b0", limits.shown(() -> rates(limits, PublishBench.LIMITS)));
        Results closed = Results.read(page.folder(), "b1");
        Results open = Results.read(page.folder(), "b1-open");
        Results backlog = Results.read(page.folder(), "b1-backlog");
        page.put(
                "b1",
                closed.shown(() -> CHART + rates(closed, PublishBench.RIVALS) + "\n" + counts(closed)) + "\n"
                        + open.shown(() -> openTable(open)) + "\n"
                        + backlog.shown(() -> backlogTable(backlog)) + "\n"
                        + goals(closed, open, backlog));
        page.chart("b1", chart(closed));
    }

    private static String rates(Results results, List<String> systems) {
        List<String> heads = new ArrayList<>(List.of("updates/s (least–most), p99 ms"));
        results.series().forEach(series -> heads.add(series.setting() + " callers"));
        Table table = new Table(heads.toArray(String[]::new));
        for (String system : systems) {
            List<String> cells = new ArrayList<>(List.of(NAMES.getOrDefault(system, system)));
            for (Series series : results.series()) {
                cells.add(series.spread(system, RATE).text() + ", "
                        + Spread.text(series.spread(system, "p99ms").median()));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String counts(Results results) {
        Table table = new Table(
                "per update",
                "callers",
                "commands",
                "majority commits",
                "records",
                "requests / 100",
                "CPU-ms / 1,000",
                "heap MiB");
        for (Series series : results.series()) {
            for (String system : PublishBench.RIVALS) {
                table.row(
                        system,
                        series.setting(),
                        median(series, system, "commands"),
                        median(series, system, "commits"),
                        median(series, system, "records"),
                        median(series, system, "requestsPer100"),
                        median(series, system, "cpuPer1000"),
                        median(series, system, "heapMiB"));
            }
        }
        return table.toString();
    }

    private static String median(Series series, String system, String figure) {
        return Spread.text(series.spread(system, figure).median());
    }

    private static String openTable(Results open) {
        Table table = new Table(
                "fixed rate, ms from the caller's turn",
                "asked /s",
                "kept /s",
                "answer p50",
                "p99",
                "visible p50",
                "p99");
        for (Series series : open.series()) {
            for (String system : PublishBench.IN_THE_OPEN) {
                table.row(
                        NAMES.getOrDefault(system, system),
                        series.setting(),
                        median(series, system, RATE),
                        series.spread(system, "p50ms").text(),
                        series.spread(system, "p99ms").text(),
                        series.spread(system, "visibleP50ms").text(),
                        series.spread(system, "visibleP99ms").text());
            }
        }
        return table.toString();
    }

    private static String backlogTable(Results backlog) {
        Table table = new Table(
                "after the broker was away",
                "written /s meanwhile",
                "drained /s",
                "s to the first",
                "held more, MiB",
                "out of order");
        for (Series series : backlog.series()) {
            table.row(
                    series.setting() + " events",
                    series.spread(OURS, RATE).text(),
                    series.spread(OURS, "drainPerSecond").text(),
                    series.spread(OURS, "secondsToFirst").text(),
                    series.spread(OURS, "heapOver").text(),
                    series.spread(OURS, "disordered").text());
        }
        return table.toString();
    }

    private static String goals(Results closed, Results open, Results backlog) {
        GoalTable table = new GoalTable();
        throughput(table, closed, "1", Goal.atLeast(0.9, 1.0));
        throughput(table, closed, "16", Goal.atLeast(1.5, 2.5));
        throughput(table, closed, "64", Goal.atLeast(3, 5));
        throughput(table, closed, "256", Goal.atLeast(5, 9));
        Optional<Series> one = closed.of("1");
        Optional<Series> many = closed.of("64");
        table.row("p99 / R1's, 64 callers", many, s -> s.ratio(OURS, RAW, "p99ms"), Goal.atMost(0.2, 0.04))
                .row("throughput / Modulith, 1 caller", one, s -> s.ratio(OURS, "M", RATE), Goal.atLeast(2, 3))
                .row("throughput / Modulith, 64 callers", many, s -> s.ratio(OURS, "M", RATE), Goal.atLeast(2, 15))
                .row("commands per update, 1 caller", one, s -> s.spread(OURS, "commands"), Goal.atMost(2.1, 1.1))
                .row("commands per update, 64 callers", many, s -> s.spread(OURS, "commands"), Goal.atMost(0.3, 0.12))
                .row("majority commits per update, 1", one, s -> s.spread(OURS, "commits"), Goal.atMost(1.1, 1.02))
                .row("majority commits per update, 64", many, s -> s.spread(OURS, "commits"), Goal.atMost(0.2, 0.07))
                .row(
                        "Kafka records per event, 16 callers",
                        closed.of("16"),
                        s -> s.spread(OURS, "records"),
                        Goal.atMost(1.0005, 1.0005))
                .row(
                        "produce requests per 100 events, 16",
                        closed.of("16"),
                        s -> s.spread(OURS, "requestsPer100"),
                        Goal.atMost(60, 20))
                .row(
                        "CPU per update / R1's, 1 caller",
                        one,
                        s -> s.ratio(OURS, RAW, "cpuPer1000"),
                        Goal.atMost(1.5, 1.15))
                .row("CPU per update / R1's, 64", many, s -> s.ratio(OURS, RAW, "cpuPer1000"), Goal.atMost(1.5, 1.15));
        Optional<Series> paced = open.of("2000");
        table.row("added p50 over R0, 2,000/s, ms", paced, s -> s.added(OURS, "R0", "p50ms"), Goal.atMost(0.3, 0.1))
                .row("added p99 over R0, 2,000/s, ms", paced, s -> s.added(OURS, "R0", "p99ms"), Goal.atMost(3, 1));
        Optional<Series> drained = backlog.series().stream().findFirst();
        table.row(
                        "drain of 200,000 events of 5,000 documents, /s",
                        drained,
                        s -> s.spread(OURS, "drainPerSecond"),
                        Goal.atLeast(10_000, 40_000))
                .row("heap held more than before, MiB", drained, s -> s.spread(OURS, "heapOver"), Goal.atMost(64, 16));
        return table.toString();
    }

    private static void throughput(GoalTable table, Results closed, String callers, Goal goal) {
        table.row("throughput / R1, " + callers + " callers", closed.of(callers), s -> s.ratio(OURS, RAW, RATE), goal);
    }

    private static Chart chart(Results closed) {
        List<Chart.Group> groups = new ArrayList<>();
        for (Series series : closed.series()) {
            groups.add(new Chart.Group(
                    series.setting() + " callers",
                    PublishBench.RIVALS.stream()
                            .map(system -> series.spread(system, RATE).median())
                            .toList()));
        }
        return new Chart(
                "Reliable writes with their event, on two cores",
                "updates/s, logarithmic",
                List.of("R1 raw", "R2 raw, awaited", "Spring Modulith", "Ratsnetz"),
                groups);
    }
}
