package org.ratsnetz.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Rounds;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.KafkaBroker;
import org.ratsnetz.parts.Mongod;

/**
 * Runs B0 and B1. Options: {@code --callers 1,16,64,256}, {@code --seconds 10}, {@code --warm-up 5}, {@code --rounds 3},
 * {@code --systems …}; the open loop takes {@code --rate 2000}, the backlog {@code --updates 200000}. The long form is
 * {@code --seconds 60 --warm-up 30 --rounds 5}.
 */
public final class PublishBench {

    static final String MODULITH = "M";
    static final List<String> LIMITS = List.of("KAFKA", "FIND", "INC");
    static final List<String> RIVALS = List.of("R1", "R2", MODULITH, ContenderMain.OURS);
    static final List<String> IN_THE_OPEN = List.of("R0", "R1", MODULITH, ContenderMain.OURS);

    private static final int COUNCILS = 500;
    private static final double SKEW = 0.9;
    private static final String[] JVM = {
        "-Xms128m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow"
    };

    private final Options options;
    private final Page page;
    private final Stage stage;
    private final Mongod mongod;
    private final KafkaBroker kafka;

    private PublishBench(Options options, Path root, Stage stage) {
        this.options = options;
        this.page = new Page(root);
        this.stage = stage;
        this.mongod = stage.mongod();
        this.kafka = stage.kafka();
    }

    /** B0: what the machine gives. */
    public static void limits(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            new PublishBench(options, root, stage)
                    .closed("b0", options.texts("systems", LIMITS.toArray(String[]::new)));
        }
    }

    /** B1: the rivals, each caller again as soon as it is answered. */
    public static void closed(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            new PublishBench(options, root, stage)
                    .closed("b1", options.texts("systems", RIVALS.toArray(String[]::new)));
        }
    }

    /** B1 at a fixed rate. */
    public static void open(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            new PublishBench(options, root, stage).open();
        }
    }

    /** B1 after the broker was away. */
    public static void backlog(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            new PublishBench(options, root, stage).backlog();
        }
    }

    private void closed(String bench, List<String> systems) throws Exception {
        Map<String, Contestant> contestants = contestants(systems);
        int warmUp = options.number("warm-up", 5);
        int seconds = options.number("seconds", 10);
        for (int callers : options.numbers("callers", 1, 16, 64, 256)) {
            Order order = Order.closed(COUNCILS, SKEW, callers, warmUp, seconds);
            new Rounds(options, page, bench)
                    .run(
                            Integer.toString(callers),
                            versions(),
                            systems,
                            system -> of(contestants, system).obey(order));
        }
    }

    private void open() throws Exception {
        List<String> systems = options.texts("systems", IN_THE_OPEN.toArray(String[]::new));
        Map<String, Contestant> contestants = contestants(systems);
        for (int rate : options.numbers("rate", 2_000)) {
            Order order = Order.open(COUNCILS, SKEW, rate, options.number("warm-up", 5), options.number("seconds", 10));
            new Rounds(options, page, "b1-open")
                    .run(
                            Integer.toString(rate),
                            versions(),
                            systems,
                            system -> of(contestants, system).obey(order));
        }
    }

    private void backlog() throws Exception {
        int councils = options.number("councils", 5_000);
        int updates = options.number("updates", 200_000);
        List<String> systems = List.of(ContenderMain.OURS);
        Contestant ours = of(contestants(systems), ContenderMain.OURS);
        ours.obey(Order.prepare(councils));
        ours.obey(Order.closed(councils, 0, 64, 0, options.number("warm-up", 5)));
        new Rounds(options, page, "b1-backlog").run(Integer.toString(updates), versions(), systems, system -> {
            ours.obey(Order.listen());
            kafka.kill();
            Map<String, Double> figures = new LinkedHashMap<>(ours.obey(Order.write(councils, updates)));
            kafka.start();
            figures.putAll(ours.obey(Order.drained(updates)));
            return figures;
        });
    }

    private static Contestant of(Map<String, Contestant> contestants, String system) {
        return Objects.requireNonNull(contestants.get(system), system);
    }

    /** One after the other, each with its councils in place. */
    private Map<String, Contestant> contestants(List<String> systems) throws IOException {
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        for (String system : systems) {
            Contestant contestant =
                    stage.closing(Contestant.start(system, command(system), stage.log("bench-" + system)));
            contestant.obey(Order.prepare(COUNCILS));
            contestants.put(system, contestant);
        }
        return contestants;
    }

    private List<String> command(String system) throws IOException {
        List<String> command = new ArrayList<>(Stage.java(JVM));
        if (options.text("profile", "").equals(system)) {
            // its first lines would be taken for answers
            command.add("-Xlog:jfr*=off");
            command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + stage.log("bench-" + system).resolveSibling(system + ".jfr"));
        }
        String database = mongod.uri("benchmark-" + system) + "&w=majority&journal=true";
        if (system.equals(MODULITH)) {
            command.addAll(List.of("-jar", stage.jar("benchmarks/modulith").toString()));
        } else {
            command.addAll(
                    List.of("-cp", System.getProperty("java.class.path"), ContenderMain.class.getName(), system));
        }
        command.addAll(List.of(database, kafka.bootstrapServers()));
        return command;
    }

    private Map<String, String> versions() {
        return Map.of("mongod", mongod.version(), "kafka", kafka.version());
    }
}
