package org.ratsnetz.standalone.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ratsnetz.platform.crash.Checker;
import org.ratsnetz.platform.crash.WriteLog;
import org.ratsnetz.standalone.journey.RunningPlatform;

/**
 * 32 writers on all councils of the demo and their mandates: a document remembers 200 keys a day, so few councils would soon
 * refuse. Each write carries a mark of its own and an idempotency key, and is repeated with the same key as its {@link Way} says.
 */
final class Writers implements AutoCloseable {

    private static final int WRITERS = 32;
    private static final String OF_COUNCIL = "council-";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Way way;
    private final List<String> councils;
    private final WriteLog log;
    private final long seed;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, List<String>> mandates = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    /** How a client writes. */
    @FunctionalInterface
    interface Way {

        /**
         * Sends a write, and again with the same headers where it has to.
         *
         * @throws IOException when that did not help
         */
        HttpResponse<String> answer(String method, String path, String client, List<String> headers, String body)
                throws IOException, InterruptedException;
    }

    Writers(RunningPlatform platform, WriteLog log, long seed) {
        this(platform, new UntilAnswered(platform), log, seed);
    }

    Writers(RunningPlatform platform, Way way, WriteLog log, long seed) {
        this.way = way;
        this.councils = platform.access().path("clients").findValuesAsString("id").stream()
                .filter(id -> id.startsWith(OF_COUNCIL))
                .map(id -> id.substring(OF_COUNCIL.length()))
                .toList();
        this.log = log;
        this.seed = seed;
    }

    void start() {
        stopping = false;
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed * WRITERS + i + numbers.get());
            running.add(threads.submit(() -> write(random)));
        }
    }

    long answered() {
        return answered.get();
    }

    /** What no writer should have met, so far. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Lets each writer finish what it does, however long the platform needs to answer. */
    List<String> finish() throws Exception {
        stopping = true;
        for (Future<?> writer : running) {
            writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        running.clear();
        return surprises();
    }

    private void write(Random random) {
        try {
            while (!stopping) {
                String ags = councils.get(random.nextInt(councils.size()));
                String mark = Checker.OURS + Long.toString(seed, 36) + "-" + numbers.incrementAndGet();
                List<String> known = mandates.getOrDefault(ags, List.of());
                int dice = random.nextInt(10);
                if (dice < 6) {
                    change(ags, ags, "", "{\"committee\":{\"label\":\"" + mark + "\"}}", mark);
                } else if (dice < 8 || known.isEmpty()) {
                    enter(ags, mark);
                } else {
                    String id = known.get(random.nextInt(known.size()));
                    change(ags, ags + "/" + id, "/mandates/" + id, "{\"list\":\"" + mark + "\"}", mark);
                }
            }
        } catch (IOException | RuntimeException e) {
            surprises.add("a writer ended: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(String ags, String document, String path, String body, String mark)
            throws IOException, InterruptedException {
        log.tries(mark, document);
        HttpResponse<String> answer =
                send("PATCH", "/api/councils/" + ags + path, ags, "application/merge-patch+json", body, mark);
        note(answer, mark, document);
    }

    private void enter(String ags, String mark) throws IOException, InterruptedException {
        String body = "{\"person\":{\"name\":\"Erfundene Person\"},\"kind\":\"elected\",\"list\":\"" + mark
                + "\",\"begin\":\"" + LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(1) + "\"}";
        String path = "/api/councils/" + ags + "/mandates";
        // the document's id is made by the service: the log learns it with the answer
        HttpResponse<String> answer = send("POST", path, ags, "application/json", body, mark);
        String id = RunningPlatform.JSON.readTree(answer.body()).path("id").asString("");
        if (id.isEmpty()) {
            surprises.add("POST: " + answer.statusCode() + " " + answer.body());
            return;
        }
        log.tries(mark, ags + "/" + id);
        note(answer, mark, ags + "/" + id);
        mandates.compute(ags, (key, known) -> {
            List<String> next = new ArrayList<>(known == null ? List.of() : known);
            next.add(id);
            return next;
        });
    }

    private void note(HttpResponse<String> answer, String mark, String document) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            surprises.add(document + ": " + answer.statusCode() + " " + answer.body());
            return;
        }
        boolean replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
        log.accepted(mark, document, replayed ? 0 : content(answer));
        answered.incrementAndGet();
    }

    /** The content version in an entity tag {@code "epoch.content"}. */
    private static long content(HttpResponse<String> answer) {
        String etag = answer.headers().firstValue("ETag").orElse("\"0.0\"").replace("\"", "");
        return Long.parseLong(etag.substring(etag.indexOf('.') + 1));
    }

    private HttpResponse<String> send(String method, String path, String ags, String type, String body, String key)
            throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(List.of("Content-Type", type, "Idempotency-Key", key));
        if (method.equals("PATCH")) {
            headers.addAll(List.of("If-Match", "*"));
        }
        return way.answer(method, path, OF_COUNCIL + ags, headers, body);
    }

    /** Too many at once, a race lost five times, or keys that the provider cannot show yet: all say "again". */
    static boolean isLater(HttpResponse<String> answer) {
        return answer.statusCode() >= 500
                || answer.statusCode() == 429
                || (answer.statusCode() == 409
                        && answer.headers().firstValue("Retry-After").isPresent());
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }
}
