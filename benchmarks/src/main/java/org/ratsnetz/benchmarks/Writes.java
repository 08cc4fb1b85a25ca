package org.ratsnetz.benchmarks;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes through the gateway with {@code If-Match: *} to the demo's councils and their mandates, alternating with the raw loop on
 * the same database and broker, and checks that no update was lost: each accepted change has raised its document's entity tag by
 * one. Arguments: {@code <access.json> <callers> <seconds> <rounds>}. The scripted day must be off: it changes the same documents.
 */
public final class Writes {

    private final Platform platform;
    private final Map<String, List<String>> documents;
    private final List<String> councils;
    private final Map<String, AtomicLong> accepted = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis());

    private Writes(Platform platform) throws Exception {
        this.platform = platform;
        this.documents = platform.documents();
        this.councils = List.copyOf(documents.keySet());
    }

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        Platform platform = new Platform(Path.of(arguments[0]));
        int callers = Integer.parseInt(arguments[1]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
        int rounds = Integer.parseInt(arguments[3]);
        Writes writes = new Writes(platform);
        Map<String, Long> before = writes.contents();
        try (RawLoop raw = new RawLoop(
                platform.access.get("mongodb").asString(),
                platform.access.get("kafka").asString())) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double one = raw.run(callers, time);
                ratios.add(Callers.run("gateway", callers, time, caller -> writes.write()) / one);
            }
            System.out.println("{\"ratios\":" + ratios + ",\"statuses\":" + writes.statuses + ",\"lost\":"
                    + writes.lost(before) + "}");
        }
        System.exit(0);
    }

    private boolean write() throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String ags = councils.get(random.nextInt(councils.size()));
        List<String> paths = Objects.requireNonNull(documents.get(ags));
        String path = paths.get(random.nextInt(paths.size()));
        long next = number.incrementAndGet();
        String body = path.contains("/mandates/")
                ? "{\"office\":\"Lastprobe " + next + "\"}"
                : "{\"contact\":{\"phone\":\"0221 " + next % 100_000_000 + "\"}}";
        HttpResponse<String> answer = platform.patch(ags, path, body);
        statuses.computeIfAbsent(answer.statusCode(), key -> new AtomicLong()).incrementAndGet();
        if (answer.statusCode() != 200) {
            return false;
        }
        accepted.computeIfAbsent(path, key -> new AtomicLong()).incrementAndGet();
        return true;
    }

    private Map<String, Long> contents() throws Exception {
        Map<String, Long> contents = new ConcurrentHashMap<>();
        for (Map.Entry<String, List<String>> council : documents.entrySet()) {
            for (String path : council.getValue()) {
                String tag = platform.get(council.getKey(), path)
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
                contents.put(path, Long.parseLong(tag.replaceAll("W/|\"", "").split("\\.", 2)[1]));
            }
        }
        return contents;
    }

    /** Accepted changes that are not in their document. */
    private long lost(Map<String, Long> before) throws Exception {
        Map<String, Long> after = contents();
        return accepted.entrySet().stream()
                .mapToLong(entry -> Math.max(
                        0,
                        entry.getValue().get()
                                - (after.getOrDefault(entry.getKey(), 0L) - before.getOrDefault(entry.getKey(), 0L))))
                .sum();
    }
}
