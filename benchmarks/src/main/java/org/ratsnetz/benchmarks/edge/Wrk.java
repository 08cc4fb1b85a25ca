package org.ratsnetz.benchmarks.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ratsnetz.benchmarks.measure.Stage;

/** Debian's wrk: a closed loop on one thread. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("\\s+(50|99)%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern FAILED = Pattern.compile("(Non-2xx or 3xx responses|Socket errors): (.*)");

    private final Path script;

    Wrk(Stage stage) throws IOException {
        script = Files.writeString(stage.folder().resolve("wrk.lua"), """
                if os.getenv("WRK_METHOD") == "POST" then
                    wrk.method = "POST"
                    wrk.body = '{"filling":"' .. string.rep("x", 1010) .. '"}'
                    wrk.headers["Content-Type"] = "application/json"
                end
                wrk.headers["Authorization"] = "Bearer " .. os.getenv("WRK_TOKEN")
                """);
    }

    /**
     * Drives a server.
     *
     * @param token of who asks
     * @return {@code perSecond}, {@code p50ms}, {@code p99ms}
     */
    Map<String, Double> run(String address, String method, String token, int connections, Duration time)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "/usr/bin/wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + Math.max(1, time.toSeconds()) + "s",
                        "--latency",
                        "-s",
                        script.toString(),
                        address))
                .redirectErrorStream(true);
        builder.environment().put("WRK_METHOD", method);
        builder.environment().put("WRK_TOKEN", token);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk failed: " + said);
        }
        return figures(said);
    }

    static Map<String, Double> figures(String said) throws IOException {
        Matcher failed = FAILED.matcher(said);
        Matcher rate = RATE.matcher(said);
        if (failed.find() || !rate.find()) {
            throw new IOException("Not all requests were answered well: " + said);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("perSecond", Double.valueOf(rate.group(1)));
        Matcher latency = LATENCY.matcher(said);
        while (latency.find()) {
            double unit = switch (latency.group(3)) {
                case "us" -> 0.001;
                case "ms" -> 1;
                default -> 1000;
            };
            figures.put("p" + latency.group(1) + "ms", Double.parseDouble(latency.group(2)) * unit);
        }
        return figures;
    }
}
