package org.ratsnetz.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ratsnetz.benchmarks.measure.Http;
import org.ratsnetz.benchmarks.measure.Machine;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The launcher with everything that it starts, MongoDB and Kafka included, on data that an earlier start has left. */
final class Standalone {

    private static final Duration MOST = Duration.ofMinutes(3);

    private final Stage stage;
    private final Path data;
    private final int port = Ports.free();
    private final ObjectMapper json = new ObjectMapper();

    Standalone(Stage stage) {
        this.stage = stage;
        this.data = stage.folder().resolve("standalone");
    }

    private Child launch(boolean training) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Stage.java(
                "-Xms32m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dratsnetz.root=" + stage.root()));
        command.addAll(List.of("-jar", stage.unpacked("standalone").toString()));
        return stage.program(
                "bench-standalone",
                command,
                Map.of(
                        "RATSNETZ_PORT",
                        Integer.toString(port),
                        "RATSNETZ_DATA",
                        data.toString(),
                        "RATSNETZ_DAY",
                        "off",
                        "RATSNETZ_TRAINING",
                        training ? "on" : "off"));
    }

    /** Starts once so that demo data are loaded and the caches made, or taken away. */
    void prepare(boolean cached) throws Exception {
        removeCaches();
        Child child = launch(cached);
        try {
            awaitReady();
            long end = System.nanoTime() + MOST.toNanos();
            while (cached && caches().size() < Service.ALL.size()) {
                if (System.nanoTime() > end) {
                    throw new IOException("the caches were not made");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            TimeUnit.SECONDS.sleep(5);
        } finally {
            child.stop(Duration.ofSeconds(30));
        }
    }

    /** @return seconds until all four are ready, and what the four hold some seconds later */
    Map<String, Double> measure(int idle) throws Exception {
        Files.deleteIfExists(data.resolve("access.json"));
        long begin = System.nanoTime();
        Child child = launch(false);
        try {
            awaitReady();
            double seconds = (System.nanoTime() - begin) / 1e9;
            TimeUnit.SECONDS.sleep(idle);
            Map<String, Double> figures = new TreeMap<>(Map.of("seconds", seconds));
            double four = 0;
            for (ProcessHandle process : child.handle().descendants().toList()) {
                String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
                for (String service : Service.ALL) {
                    if (line.contains("/" + service + "/target/")) {
                        double rss = Machine.memory(process.pid(), "VmRSS");
                        figures.put("rssMiB." + service, rss);
                        four += rss;
                    }
                }
            }
            figures.put("rssMiB", four);
            return figures;
        } finally {
            child.stop(Duration.ofSeconds(30));
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + MOST.toNanos();
        Path access = data.resolve("access.json");
        while (!Files.exists(access)) {
            if (System.nanoTime() > end) {
                throw new IOException("no " + access);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        JsonNode told = json.readTree(Files.readString(access));
        for (JsonNode address : told.get("management")) {
            Http.await(address.asString() + "/actuator/health/readiness", 200, MOST);
        }
    }

    private List<Path> caches() throws IOException {
        List<Path> caches = new ArrayList<>();
        for (String service : Service.ALL) {
            Path unpacked = stage.root().resolve(service).resolve("target/standalone");
            if (Files.isDirectory(unpacked)) {
                try (Stream<Path> files = Files.walk(unpacked, 2)) {
                    files.filter(file -> file.toString().endsWith(".aot")).forEach(caches::add);
                }
            }
        }
        return caches;
    }

    private void removeCaches() throws IOException {
        for (Path cache : caches()) {
            Files.delete(cache);
        }
    }
}
