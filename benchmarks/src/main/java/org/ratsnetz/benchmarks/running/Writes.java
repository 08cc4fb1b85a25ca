package org.ratsnetz.benchmarks.running;

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
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.benchmarks.publish.Choice;
import org.ratsnetz.benchmarks.publish.Contender;
import org.ratsnetz.benchmarks.publish.RawContender;

/**
 * Writes through the gateway with {@code If-Match: *} to the demo's councils and their mandates, alternating with the raw loop on
 * the same database and broker, and checks that no update was lost: each accepted change has raised its document's entity tag by
 * one. Options: {@code --access data/access.json}, {@code --callers 64}, {@code --seconds 10}, {@code --rounds 3}. The scripted day
 * must be off: it changes the same documents.
 */
public final class Writes {

    private static final int COUNCILS = 500;
    private static final double SKEW = 0.9;

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
    public static void run(Options options, Path root) throws Exception {
        Platform platform = new Platform(root.resolve(options.text("access", "data/access.json")));
        int callers = options.number("callers", 64);
        Duration time = options.seconds("seconds", 10);
        int rounds = options.number("rounds", 3);
        Writes writes = new Writes(platform);
        Map<String, Long> before = writes.contents();
        try (Contender raw = RawContender.loop(
                platform.access.get("mongodb").asString(),
                platform.access.get("kafka").asString())) {
            raw.prepare(COUNCILS);
            Choice choice = new Choice(COUNCILS, SKEW);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double one = Callers.run("raw loop", callers, time, caller -> {
                    raw.update(choice.next(), 0);
                    return true;
                });
                ratios.add(Callers.run("gateway", callers, time, caller -> writes.write()) / one);
            }
            System.out.println("{\"ratios\":" + ratios + ",\"statuses\":" + writes.statuses + ",\"lost\":"
                    + writes.lost(before) + "}");
        }
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
