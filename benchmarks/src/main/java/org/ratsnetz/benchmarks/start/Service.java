package org.ratsnetz.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ratsnetz.benchmarks.measure.Http;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Ports;

/** One service as standalone runs it: its unpacked jar, the same options of Java, settings from the environment. */
final class Service {

    static final String GATEWAY = "gateway";
    static final String NOTIFICATION = "notification-service";
    static final List<String> ALL = List.of("council-service", "board-service", NOTIFICATION, GATEWAY);

    /** The options of class {@code Program} in module standalone. */
    private static final List<String> JVM = List.of(
            "-Xms48m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dfile.encoding=UTF-8",
            "-Djava.security.egd=file:/dev/urandom",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String name;
    private final Stage stage;
    private final Path main;
    private final int management = Ports.free();
    private final Map<String, String> settings;

    /** @param settings what all are told */
    Service(String name, Stage stage, Map<String, String> settings, Map<String, String> own)
            throws IOException, InterruptedException {
        this.name = name;
        this.stage = stage;
        this.main = stage.unpacked(name);
        this.settings = new HashMap<>(settings);
        this.settings.putAll(own);
        this.settings.put("SERVER_PORT", Integer.toString(Ports.free()));
        this.settings.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
    }

    /** Makes its start-up cache, as standalone's training does. */
    void train() throws IOException, InterruptedException {
        Child child = start(List.of("-XX:AOTCacheOutput=" + cache(), "-Dspring.context.exit=onRefresh"));
        int code = child.ended().join();
        if (code != 0 || !Files.exists(cache())) {
            throw new IOException(
                    "training of " + name + " ended with " + code + "; see " + stage.log("bench-" + name));
        }
    }

    private Path cache() {
        return main.resolveSibling(name + ".aot");
    }

    double cacheMiB() throws IOException {
        return Files.size(cache()) / 1048576.0;
    }

    /** Starts it, with its cache or without. */
    Child start(boolean cached) {
        return start(cached ? List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off") : List.of());
    }

    private Child start(List<String> options) {
        List<String> command = new ArrayList<>(Stage.java());
        command.addAll(JVM);
        command.addAll(options);
        command.addAll(List.of("-jar", main.toString()));
        return stage.program("bench-" + name, command, settings);
    }

    void awaitReady() throws IOException, InterruptedException {
        Http.await("http://127.0.0.1:" + management + "/actuator/health/readiness", 200, Duration.ofMinutes(2));
    }
}
