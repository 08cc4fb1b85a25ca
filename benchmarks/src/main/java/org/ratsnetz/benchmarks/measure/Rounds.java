package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Alternating rounds of systems on a quiet machine, and where their figures are kept. */
public final class Rounds {

    private static final double BEFORE = 0.15;
    private static final double DURING = 0.30;

    private final Options options;
    private final Page page;
    private final String bench;

    /** @param bench name of the file of results */
    public Rounds(Options options, Page page, String bench) {
        this.options = options;
        this.page = page;
        this.bench = bench;
    }

    /** Measures one system once. */
    public interface Measure {
        Map<String, Double> run(String system) throws Exception;
    }

    /**
     * Measures all systems in turns, prints what it finds, and keeps it when the machine was quiet all the time. The options
     * {@code --quiet} and {@code --others} set the bounds, in processors; with wider ones than ours it only prints.
     *
     * @throws Quiet.Busy when it was not; nothing is kept then
     */
    public void run(String setting, Map<String, String> versions, List<String> systems, Measure measure)
            throws Exception {
        double before = Double.parseDouble(options.text("quiet", Double.toString(BEFORE)));
        double during = Double.parseDouble(options.text("others", Double.toString(DURING)));
        Quiet quiet = new Quiet(before, during, options.number("looks", 20));
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Run> runs = new ArrayList<>();
        int rounds = options.number("rounds", 3);
        for (int round = 1; round <= rounds; round++) {
            for (String system : systems) {
                Map<String, Double> figures = quiet.round(() -> measure.run(system));
                Run run = new Run(system, round, new TreeMap<>(figures));
                runs.add(run);
                System.out.println(bench + " " + setting + " round " + round + " " + system + " " + shown(run));
            }
        }
        System.out.printf(Locale.ROOT, "others used up to %.2f processors%n", quiet.most());
        if (before > BEFORE || during > DURING) {
            System.out.println("Nothing is kept: the bounds on what others may use were widened.");
            return;
        }
        keep(new Series(setting, options.command(), time, Machine.here(), versions, quiet.most(), List.copyOf(runs)));
    }

    private static Map<String, String> shown(Run run) {
        Map<String, String> shown = new TreeMap<>();
        run.figures().forEach((name, value) -> shown.put(name, Spread.text(value)));
        return shown;
    }

    private void keep(Series series) throws IOException {
        Results.read(page.folder(), bench).with(series).write(page.folder());
    }
}
