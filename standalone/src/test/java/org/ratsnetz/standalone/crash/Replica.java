package org.ratsnetz.standalone.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.parts.Waiting;
import org.ratsnetz.standalone.journey.RunningPlatform;

/** One more council-service beside the platform's own, from the same jar, on the same database and topics. */
final class Replica implements AutoCloseable {

    private final int port = Ports.free();
    private final int management = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Child child;

    /** Starts it and waits until it is ready. */
    Replica(RunningPlatform platform, Path log) throws IOException {
        child = Child.start(command(), environment(platform), new Output.ToFile(log));
        Waiting.until("council-service", child, log.toString(), this::isReady);
    }

    private static List<String> command() throws IOException {
        Path target = Path.of(System.getProperty("ratsnetz.root"), "council-service", "target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("council-service-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("council-service is not packaged"));
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
        }
    }

    private Map<String, String> environment(RunningPlatform platform) {
        String identity = "http://127.0.0.1:" + platform.ports().get("identity");
        return Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "MANAGEMENT_SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(management),
                "MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED",
                "false",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                platform.access().path("kafka").asString(),
                "SPRING_MONGODB_URI",
                platform.access().path("mongodb").asString().replace("/?", "/council?"),
                "RATSNETZ_SECURITY_ISSUER",
                "http://127.0.0.1:" + platform.port(),
                "RATSNETZ_SECURITY_JWKS",
                identity + "/oauth2/jwks",
                "RATSNETZ_TOPICS_REPLICATION",
                "1");
    }

    private boolean isReady() {
        URI readiness = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
        try {
            return http.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int port() {
        return port;
    }

    void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.kill();
        http.close();
    }
}
