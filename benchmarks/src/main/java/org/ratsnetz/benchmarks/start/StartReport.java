package org.ratsnetz.benchmarks.start;

import java.io.IOException;
import java.util.Optional;
import org.ratsnetz.benchmarks.measure.Goal;
import org.ratsnetz.benchmarks.measure.GoalTable;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Results;
import org.ratsnetz.benchmarks.measure.Series;
import org.ratsnetz.benchmarks.measure.Spread;
import org.ratsnetz.benchmarks.measure.Table;

/** Starts on the page, with their goals. */
public final class StartReport {

    private static final String SECONDS = "seconds";
    private static final String RSS = "rssMiB";

    private StartReport() {}

    /** Puts them in their place. */
    public static void write(Page page) throws IOException {
        Results results = Results.read(page.folder(), "start");
        page.put("start", results.shown(() -> table(results) + "\n" + goals(results)));
    }

    private static String table(Results results) {
        Table table =
                new Table("alone", "s to ready", "RSS idle, MiB", "with AOT cache: s", "RSS idle, MiB", "cache MiB");
        for (String service : Service.ALL) {
            table.row(
                    service,
                    text(results, "plain", service, SECONDS),
                    text(results, "plain", service, RSS),
                    text(results, "cached", service, SECONDS),
                    text(results, "cached", service, RSS),
                    text(results, "cached", service, "cacheMiB"));
        }
        table.row(
                "**standalone**, the four together",
                text(results, "standalone-plain", StartBench.STANDALONE, SECONDS),
                text(results, "standalone-plain", StartBench.STANDALONE, RSS),
                text(results, "standalone-cached", StartBench.STANDALONE, SECONDS),
                text(results, "standalone-cached", StartBench.STANDALONE, RSS),
                "");
        return table.toString();
    }

    private static String text(Results results, String form, String system, String figure) {
        return results.of(form)
                .map(series -> series.spread(system, figure))
                .orElse(Spread.NONE)
                .text();
    }

    private static String goals(Results results) {
        GoalTable table = new GoalTable();
        Optional<Series> cached = results.of("cached");
        for (String service : Service.ALL) {
            table.row(service + ", AOT cache, s", cached, s -> s.spread(service, SECONDS), Goal.atMost(6, 3))
                    .row(service + ", AOT cache, MiB", cached, s -> s.spread(service, RSS), Goal.atMost(310, 220));
        }
        Optional<Series> together = results.of("standalone-cached");
        return table.row(
                        "standalone, AOT caches, s",
                        together,
                        s -> s.spread(StartBench.STANDALONE, SECONDS),
                        Goal.atMost(25, 12))
                .row(
                        "standalone without caches, s",
                        results.of("standalone-plain"),
                        s -> s.spread(StartBench.STANDALONE, SECONDS),
                        Goal.atMost(45, 28))
                .row(
                        "the four together, idle, MiB",
                        together,
                        s -> s.spread(StartBench.STANDALONE, RSS),
                        Goal.atMost(1_200, 850))
                .toString();
    }
}
