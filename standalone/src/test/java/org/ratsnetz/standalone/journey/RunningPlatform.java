package org.ratsnetz.standalone.journey;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.standalone.Standalone;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform as a user starts it: the launcher as a process, on a data folder and a port. Everything goes through the gateway. */
public final class RunningPlatform implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START = Duration.ofMinutes(5);

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Path data;
    private final int port;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> more;
    private Child launcher;

    private record Token(String value, Instant end) {}

    private RunningPlatform(Path data, int port, Map<String, String> more, Child launcher) {
        this.data = data;
        this.port = port;
        this.more = more;
        this.launcher = launcher;
    }

    /** Starts a platform and waits for the line that names its page. */
    public static RunningPlatform start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /** The same with further variables. */
    static RunningPlatform start(Path data, int port, Map<String, String> more) {
        RunningPlatform platform = new RunningPlatform(data, port, more, none());
        platform.startAgain();
        return platform;
    }

    /** One that does not run yet. */
    static RunningPlatform on(Path data, int port) {
        return new RunningPlatform(data, port, Map.of(), none());
    }

    private static Child none() {
        return Child.start(List.of("true"), Map.of(), new Output.ToLines("", line -> {}));
    }

    public void startAgain() {
        lines.clear();
        launcher = launch(data, port, more, lines);
        String page = "http://127.0.0.1:" + port + "/";
        long began = System.nanoTime();
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the launcher ended", () -> !launcher.isRunning())
                .until(() -> lines.stream().anyMatch(line -> line.endsWith(page)));
        System.out.printf("  | started in %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    /** Runs a command of the launcher on this platform's data; its exit code. */
    public int command(List<String> said, String... arguments) {
        return launch(data, port, Map.of(), said, arguments).ended().join();
    }

    /** Starts the launcher and does not wait. */
    static Child launch(Path data, int port, Map<String, String> more, List<String> lines, String... arguments) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Duser.language=en",
                "-Dratsnetz.root=" + System.getProperty("ratsnetz.root"),
                "-cp",
                classPath,
                Standalone.class.getName()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(Map.of(
                "RATSNETZ_DATA",
                data.toString(),
                "RATSNETZ_PORT",
                Integer.toString(port),
                "RATSNETZ_DAY",
                "off",
                "RATSNETZ_TRAINING",
                "off",
                // lives for minutes: the better compiler would only take the two cores from the start, 14 s instead of
                // 26
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1"));
        environment.putAll(more);
        return Child.start(command, environment, new Output.ToLines("the test's output", line -> {
            lines.add(line);
            System.out.println("  | " + line);
        }));
    }

    /** Absolute address of a path at the gateway. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    /** Where tests log what they write to it: each must know what the others did. */
    public Path writes() {
        return data.resolveSibling(data.getFileName() + "-writes.log");
    }

    public Child launcher() {
        return launcher;
    }

    public JsonNode access() {
        return json(data.resolve("access.json"));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Process of each part by its name. */
    public Map<String, Long> processes() {
        Map<String, Long> processes = new HashMap<>();
        json(data.resolve("processes.json"))
                .forEach(entry -> processes.put(
                        entry.path("name").asString(), entry.path("pid").asLong()));
        return processes;
    }

    /** The ports that the platform has chosen for its parts. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        json(data.resolve("ports.json")).forEachEntry((name, port) -> ports.put(name, port.asInt()));
        return ports;
    }

    /** AGS of the councils that there are clients for. */
    public List<String> councils() {
        return access().path("clients")
                .valueStream()
                .map(client -> client.path("id").asString())
                .filter(id -> id.startsWith("council-"))
                .map(id -> id.substring("council-".length()))
                .toList();
    }

    /** Whether a process runs. */
    public static Predicate<Long> aliveProcess() {
        return pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** A token that is good for another minute. */
    public String token(String client) throws IOException, InterruptedException {
        Token kept = tokens.get(client);
        if (kept != null && Instant.now().isBefore(kept.end())) {
            return kept.value();
        }
        JsonNode answer = JSON.readTree(askForToken(client).body());
        Token fresh = new Token(
                answer.path("access_token").asString(),
                Instant.now().plusSeconds(answer.path("expires_in").asLong() - 60));
        if (fresh.value().isEmpty()) {
            throw new IOException("no token: " + answer);
        }
        tokens.put(client, fresh);
        return fresh.value();
    }

    private HttpResponse<String> askForToken(String client) throws IOException, InterruptedException {
        String secret = "";
        for (JsonNode entry : access().path("clients")) {
            if (entry.path("id").asString().equals(client)) {
                secret = entry.path("secret").asString();
            }
        }
        return askForToken(client, secret);
    }

    /** The provider's answer to a client and its secret. */
    HttpResponse<String> askForToken(String client, String secret) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return http.send(
                HttpRequest.newBuilder(URI.create(access().path("tokenUrl").asString()))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(15))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A change, with a precondition where one is given. */
    HttpResponse<String> patch(String path, String client, @Nullable String ifMatch, String body)
            throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/merge-patch+json"));
        if (ifMatch != null) {
            headers.addAll(List.of("If-Match", ifMatch));
        }
        return send("PATCH", path, client, headers, body);
    }

    public HttpResponse<String> send(String method, String path, String client, List<String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token(client))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The row of a council in the association's list. */
    JsonNode row(String ags) throws IOException, InterruptedException {
        JsonNode page = JSON.readTree(get("/api/federation/councils?limit=200").body());
        for (JsonNode item : page.path("items")) {
            if (item.path("ags").asString().equals(ags)) {
                return item;
            }
        }
        return Objects.requireNonNull(page.path("none"));
    }

    /** SIGTERM; how long it took until the launcher had ended. */
    public Duration stop() {
        long began = System.nanoTime();
        launcher.stop(Duration.ofSeconds(30));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        launcher.stop(Duration.ofSeconds(15));
    }
}
