package org.ratsnetz.standalone.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.ratsnetz.standalone.journey.RunningPlatform;

/** Callers that each write, through the gateway, as soon as their last write was answered. */
final class Load {

    private static final int CALLERS = 64;

    private final RunningPlatform platform;
    private final List<String> councils;
    private final Map<String, Long> before = new TreeMap<>();
    private final Map<String, AtomicLong> accepted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();

    Load(RunningPlatform platform) {
        this.platform = platform;
        this.councils = platform.councils();
    }

    /** Runs and prints rate and times of what was accepted. */
    void run(Duration time) throws IOException, InterruptedException {
        for (String ags : councils) {
            before.put(ags, content(ags));
        }
        long began = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                callers.execute(() -> {
                    for (int n = caller; System.nanoTime() - began < time.toNanos(); n += CALLERS + 1) {
                        write(councils.get(n % councils.size()));
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        List<Long> sorted = micros.stream().sorted().toList();
        System.out.printf(
                "Load: %d callers, %.0f writes/s, p50 %.1f ms, p99 %.1f ms%n",
                CALLERS, accepted() / seconds, percentile(sorted, 50), percentile(sorted, 99));
    }

    private static double percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100) / 1000.0;
    }

    private void write(String ags) {
        String body = "{\"contact\":{\"phone\":\"0201 " + numbers.incrementAndGet() + "\"}}";
        List<String> headers = List.of("Content-Type", "application/merge-patch+json", "If-Match", "*");
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    platform.send("PATCH", "/api/councils/" + ags, "council-" + ags, headers, body);
            if (answer.statusCode() == 200) {
                micros.add((System.nanoTime() - start) / 1000);
                accepted.computeIfAbsent(ags, key -> new AtomicLong()).incrementAndGet();
            } else {
                refused.add(ags + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            refused.add(ags + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long accepted() {
        return accepted.values().stream().mapToLong(AtomicLong::get).sum();
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Councils whose content version has not grown by exactly what was accepted. */
    List<String> lost() throws IOException, InterruptedException {
        List<String> lost = new ArrayList<>();
        for (String ags : councils) {
            long grown = content(ags) - before.getOrDefault(ags, 0L);
            long expected = accepted.getOrDefault(ags, new AtomicLong()).get();
            if (grown != expected) {
                lost.add(ags + " has grown by " + grown + " of " + expected);
            }
        }
        return lost;
    }

    private long content(String ags) throws IOException, InterruptedException {
        HttpResponse<String> answer = platform.send("GET", "/api/councils/" + ags, "council-" + ags, List.of(), "");
        String tag = answer.headers()
                .firstValue("ETag")
                .orElseThrow(() -> new IOException(answer.statusCode() + " " + answer.body()));
        return Long.parseLong(tag.replace("\"", "").split("\\.")[1]);
    }
}
