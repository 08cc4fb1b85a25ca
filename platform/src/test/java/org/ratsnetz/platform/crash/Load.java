package org.ratsnetz.platform.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that write with a mark and a key of its own for each write, and repeat it with the same key until it is answered, at
 * whichever process: what a careful client does.
 */
final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private final WriteLog log;
    private final Shape shape;
    private final long seed;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Set<String> full = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile List<Role> targets = List.of();
    private volatile boolean stopping;

    Load(WriteLog log, Shape shape, long seed) {
        this.log = log;
        this.shape = shape;
        this.seed = seed;
    }

    Shape shape() {
        return shape;
    }

    /** Whom callers write to from now on. */
    void to(Role... roles) {
        for (Role role : roles) {
            role.port();
        }
        targets = List.of(roles);
    }

    void begin() {
        stopping = false;
        for (int i = 0; i < shape.callers(); i++) {
            Random random = new Random(seed * 1_000 + i + numbers.get());
            running.add(threads.submit(() -> call(random)));
        }
    }

    long answered() {
        return answered.get();
    }

    /** What no caller should have met. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    void awaitAnswers(long more) {
        long goal = answered() + more;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> answered() >= goal || !surprises.isEmpty());
    }

    /** Lets each caller finish what it does. */
    void finish() throws Exception {
        stopping = true;
        for (Future<?> caller : running) {
            caller.get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
        }
        running.clear();
    }

    private void call(Random random) {
        try (Lines lines = new Lines()) {
            while (!stopping) {
                write(lines, shape.pick(random, full), random);
                LockSupport.parkNanos((long) (random.nextDouble() * shape.paceMillis() * 1_000_000));
            }
        } catch (IOException | RuntimeException e) {
            surprises.add("a caller ended: " + e);
        }
    }

    /** Writes a document once. */
    void once(String document) throws IOException {
        try (Lines lines = new Lines()) {
            write(lines, document, new Random(seed));
        }
    }

    private void write(Lines lines, String document, Random random) throws IOException {
        String mark = Checker.OURS + Long.toString(seed, 36) + "-" + numbers.incrementAndGet();
        Long known = seen.get(document);
        long tag = known != null && random.nextDouble() < shape.conditional() ? known : -1;
        log.tries(mark, document);
        String[] answer = lines.repeat("write " + document + " " + mark + " " + tag, random)
                .split(" ", -1);
        long number = Long.parseLong(answer[1]);
        switch (answer[0]) {
            case "written" -> {
                log.accepted(mark, document, number);
                seen.merge(document, number, Math::max);
                answered.incrementAndGet();
            }
            case "replayed" -> {
                log.accepted(mark, document, 0);
                answered.incrementAndGet();
            }
            case "stale" -> {
                log.stale(mark, document, tag, number);
                seen.merge(document, number, Math::max);
            }
            default -> {
                if (number == 429) {
                    full.add(document); // it remembers as many keys as it may
                } else {
                    surprises.add(document + ": " + String.join(" ", answer));
                }
            }
        }
    }

    /** A caller's connections. */
    private final class Lines implements AutoCloseable {

        private final Map<Role, Line> open = new HashMap<>();

        String repeat(String question, Random random) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                List<Role> now = targets;
                Role role = now.get(random.nextInt(now.size()));
                try {
                    String answer = line(role).ask(question);
                    if (!answer.equals("refused 503") && !answer.equals("refused 409")) {
                        return answer;
                    }
                } catch (IOException e) {
                    drop(role);
                }
                LockSupport.parkNanos(PAUSE);
            }
            throw new IOException(question + " was not answered for " + PATIENCE);
        }

        private Line line(Role role) throws IOException {
            Line line = open.get(role);
            if (line == null) {
                line = new Line(role.port());
                open.put(role, line);
            }
            return line;
        }

        private void drop(Role role) throws IOException {
            Line line = open.remove(role);
            if (line != null) {
                line.close();
            }
        }

        @Override
        public void close() throws IOException {
            for (Role role : List.copyOf(open.keySet())) {
                drop(role);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }
}
