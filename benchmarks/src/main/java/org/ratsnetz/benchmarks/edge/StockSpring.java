package org.ratsnetz.benchmarks.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ratsnetz.benchmarks.measure.Http;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Ports;

/** The process of module {@code benchmarks/edge}: Spring as it comes. */
public record StockSpring(int port, Child child) {

    static StockSpring gateway(Stage stage, int backend, int streams) throws IOException, InterruptedException {
        return start(
                stage,
                "bench-scg",
                Map.of("UPSTREAM", "http://127.0.0.1:" + backend, "STREAMS", "http://127.0.0.1:" + streams),
                List.of());
    }

    /** As a server of the live stream: what comes to the topic goes to all. */
    public static StockSpring stream(Stage stage, String kafka, String topic, List<String> java)
            throws IOException, InterruptedException {
        return start(stage, "bench-webflux", Map.of("EVENTS_KAFKA", kafka, "EVENTS_TOPIC", topic), java);
    }

    private static StockSpring start(Stage stage, String log, Map<String, String> settings, List<String> java)
            throws IOException, InterruptedException {
        int port = Ports.free();
        List<String> command = new ArrayList<>(Stage.java());
        command.addAll(OurGateway.JVM);
        command.addAll(java);
        command.addAll(List.of("-jar", stage.unpacked("benchmarks/edge").toString(), "--server.port=" + port));
        Child child = stage.program(log, command, settings);
        Http.await("http://127.0.0.1:" + port + "/nothing", 404, Duration.ofSeconds(60));
        return new StockSpring(port, child);
    }
}
