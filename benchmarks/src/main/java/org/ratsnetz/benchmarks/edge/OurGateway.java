package org.ratsnetz.benchmarks.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.ratsnetz.benchmarks.measure.Http;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Ports;

/** Our gateway from its own jar, all its checks on; only the numbers of its limits are out of reach. */
public final class OurGateway {

    /** What each Java program of a comparison runs with. */
    public static final List<String> JVM = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Child child;
    private final int port;

    private OurGateway(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param upstream address of what stands behind it
     * @param java options of its Java
     */
    public static OurGateway start(Stage stage, String kafka, Issuer issuer, String upstream, List<String> java)
            throws IOException, InterruptedException {
        int port = Ports.free();
        int management = Ports.free();
        Map<String, String> settings = new HashMap<>(Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "MANAGEMENT_SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(management),
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "RATSNETZ_SECURITY_ISSUER",
                issuer.address(),
                "RATSNETZ_SECURITY_JWKS",
                issuer.address() + "/jwks"));
        for (String service : List.of("COUNCIL", "BOARD", "NOTIFICATION", "IDENTITY")) {
            settings.put("RATSNETZ_GATEWAY_" + service, upstream);
        }
        settings.put("RATSNETZ_GATEWAY_LIMIT_CLIENT", "10000000");
        settings.put("RATSNETZ_GATEWAY_LIMIT_ADDRESS", "10000000");
        settings.put("RATSNETZ_GATEWAY_STREAM_VIEWERS", "100000");
        List<String> command = new ArrayList<>(Stage.java());
        command.addAll(JVM);
        command.addAll(java);
        command.addAll(List.of("-jar", stage.unpacked("gateway").toString()));
        Child child = stage.program("bench-gateway", command, settings);
        Http.await("http://127.0.0.1:" + management + "/actuator/health/readiness", 200, Duration.ofSeconds(90));
        return new OurGateway(child, port);
    }

    /** Makes the topics that it reads, and others. */
    public static void createTopics(String kafka, String... others) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(Stream.concat(Stream.of(CouncilEvent.TOPIC, BoardEvent.TOPIC), Stream.of(others))
                            .map(name -> new NewTopic(name, 24, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return port;
    }

    public Child child() {
        return child;
    }
}
