package org.ratsnetz.benchmarks.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ratsnetz.benchmarks.live.RawStream;
import org.ratsnetz.benchmarks.live.Viewers;
import org.ratsnetz.benchmarks.measure.Machine;
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Rounds;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.Ports;

/**
 * Runs B4. Options: {@code --what get,post,streams,paced}, {@code --seconds 8}, {@code --warm-up 3}, {@code --connections 32},
 * {@code --streams 1000}. Everybody gets the same request; only ours looks at its token.
 */
public final class EdgeBench {

    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String SPRING = "SCG";
    static final String OURS = "ours";
    static final List<String> SYSTEMS = List.of(DIRECT, NGINX, SPRING, OURS);

    private static final String PATH = "/api/councils/05315000";
    private static final String STREAM = "/api/federation/stream";

    private final Options options;
    private final Rounds rounds;
    private final Wrk wrk;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Long> processes = new HashMap<>();
    private final Issuer issuer;
    private final Map<String, Double> rates = new HashMap<>();

    private EdgeBench(Options options, Path root, Stage stage) throws Exception {
        this.options = options;
        this.rounds = new Rounds(options, new Page(root), "b4");
        this.wrk = new Wrk(stage);
        this.issuer = stage.closing(new Issuer());
        start(stage);
    }

    /** Measures. */
    public static void run(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            EdgeBench bench = new EdgeBench(options, root, stage);
            for (String what : options.texts("what", "get", "post", "streams", "paced")) {
                bench.rounds.run(
                        what,
                        Map.of("nginx", "1.22", "wrk", "4.1"),
                        options.texts("systems", SYSTEMS.toArray(String[]::new)),
                        system -> bench.run(what, system));
            }
        }
    }

    private void start(Stage stage) throws Exception {
        int backend = Nginx.backend(stage);
        int streams = Ports.free();
        List<String> raw = new ArrayList<>(Stage.java());
        raw.addAll(OurGateway.JVM);
        raw.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), RawStream.class.getName(), Integer.toString(streams)));
        stage.program("bench-streams", raw, Map.of());
        ports.put(DIRECT, backend);
        ports.put(NGINX, Nginx.proxy(stage, backend, streams));
        StockSpring spring = StockSpring.gateway(stage, backend, streams);
        ports.put(SPRING, spring.port());
        processes.put(SPRING, spring.child().pid());
        String kafka = stage.kafka().bootstrapServers();
        OurGateway.createTopics(kafka);
        OurGateway ours = OurGateway.start(stage, kafka, issuer, "http://127.0.0.1:" + backend, List.of());
        ports.put(OURS, ours.port());
        processes.put(OURS, ours.child().pid());
    }

    private Map<String, Double> run(String what, String system) throws Exception {
        return switch (what) {
            case "get" -> closed(system, "GET");
            case "post" -> closed(system, "POST");
            case "streams" -> beside(system);
            case "paced" -> paced(system);
            default -> throw new IllegalArgumentException(what);
        };
    }

    private Map<String, Double> closed(String system, String method) throws Exception {
        int connections = options.number("connections", 32);
        drive(system, method, connections, options.seconds("warm-up", 3));
        Map<String, Double> figures =
                new LinkedHashMap<>(drive(system, method, connections, options.seconds("seconds", 8)));
        if (method.equals("GET")) {
            rates.merge(system, Objects.requireNonNull(figures.get("perSecond")), Math::max);
        }
        drive(system, method, 1, options.seconds("seconds", 8).dividedBy(4))
                .forEach((name, value) -> figures.put("one." + name, value));
        if (processes.containsKey(system)) {
            figures.put("rssMiB", Machine.memory(Objects.requireNonNull(processes.get(system)), "VmRSS"));
        }
        return figures;
    }

    private Map<String, Double> drive(String system, String method, int connections, Duration time) throws Exception {
        return wrk.run("http://127.0.0.1:" + port(system) + PATH, method, issuer.token(), connections, time);
    }

    /** With idle streams open through the same door, and without, one after the other. */
    private Map<String, Double> beside(String system) throws Exception {
        int connections = options.number("connections", 32);
        Duration time = options.seconds("seconds", 8);
        drive(system, "GET", connections, options.seconds("warm-up", 3));
        Map<String, Double> figures = new LinkedHashMap<>();
        drive(system, "GET", connections, time).forEach((name, value) -> figures.put("without." + name, value));
        if (system.equals(DIRECT)) {
            return figures;
        }
        try (Viewers viewers = new Viewers(port(system), STREAM, options.number("streams", 1_000))) {
            figures.putAll(drive(system, "GET", connections, time));
            if (viewers.lost() > 0) {
                throw new IOException(viewers.lost() + " streams ended");
            }
        }
        return figures;
    }

    /** At half of what it can do at most, as an earlier {@code get} of this run found, else a short drive. */
    private Map<String, Double> paced(String system) throws Exception {
        double most = rates.containsKey(system)
                ? Objects.requireNonNull(rates.get(system))
                : Objects.requireNonNull(
                        drive(system, "GET", options.number("connections", 32), options.seconds("warm-up", 3))
                                .get("perSecond"));
        rates.put(system, most);
        return new Paced(port(system), PATH, issuer.token())
                .run(Math.min(most / 2, options.number("paced-most", 8_000)), options.seconds("seconds", 8));
    }

    private int port(String system) {
        return Objects.requireNonNull(ports.get(system));
    }
}
