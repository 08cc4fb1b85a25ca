package org.ratsnetz.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ratsnetz.benchmarks.edge.EdgeBench;
import org.ratsnetz.benchmarks.edge.EdgeReport;
import org.ratsnetz.benchmarks.live.LiveBench;
import org.ratsnetz.benchmarks.live.LiveReport;
import org.ratsnetz.benchmarks.mail.Mails;
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Quiet;
import org.ratsnetz.benchmarks.publish.PublishBench;
import org.ratsnetz.benchmarks.publish.PublishReport;
import org.ratsnetz.benchmarks.running.Audience;
import org.ratsnetz.benchmarks.running.Writes;
import org.ratsnetz.benchmarks.start.StartBench;
import org.ratsnetz.benchmarks.start.StartReport;

/** The one door to all benches: a sub-command, then its options. Exit code 3 when the machine was busy, so that nothing is reported. */
public final class Benchmarks {

    private static final int BUSY = 3;
    private static final Map<String, Bench> BENCHES = benches();

    private Benchmarks() {}

    private interface Bench {
        void run(Options options, Path root) throws Exception;
    }

    private static Map<String, Bench> benches() {
        Map<String, Bench> benches = new LinkedHashMap<>();
        benches.put("b0", PublishBench::limits);
        benches.put("b1", PublishBench::closed);
        benches.put("b1-open", PublishBench::open);
        benches.put("b1-backlog", PublishBench::backlog);
        benches.put("b4", EdgeBench::run);
        benches.put("b5", LiveBench::run);
        benches.put("start", StartBench::run);
        benches.put("writes", Writes::run);
        benches.put("audience", Audience::run);
        benches.put("mails", Mails::run);
        benches.put("report", (options, root) -> report(new Page(root)));
        return benches;
    }

    /** Runs one of them from the project's folder. */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        Bench bench = arguments.length == 0 ? null : BENCHES.get(arguments[0]);
        if (bench == null || !Files.isDirectory(root.resolve("benchmarks"))) {
            System.err.println("In the project's folder: java -jar benchmarks/target/benchmarks-….jar "
                    + BENCHES.keySet() + " [--name value …]");
            System.exit(2);
        }
        try {
            Objects.requireNonNull(bench).run(Options.of(arguments), root);
            report(new Page(root));
            System.exit(0);
        } catch (Quiet.Busy e) {
            System.err.println(e.getMessage());
            System.exit(BUSY);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Tables and charts of everything that was measured so far. */
    private static void report(Page page) throws IOException {
        PublishReport.write(page);
        EdgeReport.write(page);
        LiveReport.write(page);
        StartReport.write(page);
    }
}
