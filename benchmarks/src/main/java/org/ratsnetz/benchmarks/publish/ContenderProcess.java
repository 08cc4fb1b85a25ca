package org.ratsnetz.benchmarks.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.benchmarks.measure.Machine;
import tools.jackson.databind.ObjectMapper;

/**
 * The inside of a contender's process: one line with an order comes in, one line with figures goes out, until there are no more.
 * Everything else that is printed goes to the error stream.
 */
public final class ContenderProcess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SETTLE = Duration.ofSeconds(60);
    /** So long trims may ride behind the last update. */
    private static final int AFTERWARDS_MILLIS = 700;

    private final Contender contender;
    private final Counters counters;
    private final String kafka;
    private final Heap heap = new Heap();
    private long written;
    private @Nullable Reader draining;
    private double held;

    private ContenderProcess(Contender contender, Counters counters, String kafka) {
        this.contender = contender;
        this.counters = counters;
        this.kafka = kafka;
    }

    /** Makes a contender. */
    public interface Maker {
        Contender make(Counters counters) throws Exception;
    }

    /** Serves until standard input ends. */
    public static void serve(String kafka, Maker maker) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Counters counters = new Counters();
        try (Contender contender = maker.make(counters)) {
            ContenderProcess process = new ContenderProcess(contender, counters, kafka);
            answers.println(JSON.writeValueAsString(Map.of()));
            BlockingQueue<String> orders = orders();
            while (true) {
                answers.println(JSON.writeValueAsString(process.obey(JSON.readValue(orders.take(), Order.class))));
            }
        } finally {
            System.exit(1);
        }
    }

    /** What comes in; when nothing more can come, the process ends, whatever it is at. */
    private static BlockingQueue<String> orders() {
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("orders").start(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    orders.add(line);
                }
            } catch (IOException e) {
                System.err.println("orders: " + e);
            }
            System.exit(0);
        });
        return orders;
    }

    private Map<String, Double> obey(Order order) throws Exception {
        return switch (order.what()) {
            case "prepare" -> {
                contender.prepare(order.councils());
                yield Map.of();
            }
            case "closed" -> measured(order, (load, time) -> load.closed(order.callers(), time));
            case "open" -> visible(order);
            case "listen" -> {
                draining = new Reader(kafka, contender.topic());
                held = heap.begin();
                yield Map.of();
            }
            case "write" -> write(order);
            case "drained" -> drained(order);
            default -> throw new IllegalArgumentException(order.what());
        };
    }

    private interface Drive {
        void run(Load load, Duration time);
    }

    private Map<String, Double> measured(Order order, Drive drive) throws InterruptedException {
        Choice choice = new Choice(order.councils(), order.skew());
        if (order.warmUp() > 0) {
            Load warmUp = new Load(contender, choice);
            drive.run(warmUp, Duration.ofSeconds(order.warmUp()));
            warmUp.check();
            settle(warmUp);
        }
        heap.begin();
        double commands = counters.commands();
        double commits = counters.commits();
        double records = Counters.recordsSent();
        double requests = Counters.requestsSent();
        double cpu = Machine.cpuMillis(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        Load load = new Load(contender, choice);
        drive.run(load, Duration.ofSeconds(order.seconds()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        load.check();
        double settled = settle(load);
        double done = load.done();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("perSecond", done / seconds);
        figures.put("settleSeconds", settled);
        percentiles(figures, "", load.micros());
        figures.put("commands", (counters.commands() - commands) / done);
        figures.put("commits", (counters.commits() - commits) / done);
        figures.put("records", (Counters.recordsSent() - records) / done);
        figures.put("requestsPer100", (Counters.requestsSent() - requests) / done * 100);
        figures.put("cpuPer1000", (Machine.cpuMillis(ProcessHandle.current().pid()) - cpu) / done * 1000);
        figures.put("heapMiB", heap.most());
        return figures;
    }

    private static void percentiles(Map<String, Double> figures, String prefix, Histogram micros) {
        for (double percentile : new double[] {50, 99, 99.9}) {
            String name = "p" + (percentile == 99.9 ? "999" : Integer.toString((int) percentile)) + "ms";
            figures.put(
                    prefix.isEmpty() ? name : prefix + "P" + name.substring(1),
                    micros.getValueAtPercentile(percentile) / 1000.0);
        }
    }

    /** Waits until Kafka has a record of each update. @return seconds that took */
    private double settle(Load load) throws InterruptedException {
        written += load.done() * contender.recordsPerUpdate();
        double seconds = awaitRecords(written);
        TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
        return seconds;
    }

    private static double awaitRecords(long wanted) throws InterruptedException {
        long begin = System.nanoTime();
        while (Counters.recordsSent() < wanted) {
            if (System.nanoTime() - begin > SETTLE.toNanos()) {
                throw new IllegalStateException("Kafka has " + Counters.recordsSent() + " records, not " + wanted);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** An open loop with a reader of the topic beside it. */
    private Map<String, Double> visible(Order order) throws InterruptedException {
        try (Reader reader = new Reader(kafka, contender.topic())) {
            boolean[] counting = {order.warmUp() == 0};
            Map<String, Double> figures = measured(order, (load, time) -> {
                if (counting[0]) {
                    reader.count();
                }
                counting[0] = true;
                load.open(order.perSecond(), time);
            });
            percentiles(figures, "visible", reader.micros());
            figures.put("disordered", (double) reader.disordered());
            return figures;
        }
    }

    /** Writes so many updates while Kafka is away. */
    private Map<String, Double> write(Order order) {
        heap.begin();
        Load load = new Load(contender, new Choice(order.councils(), order.skew()));
        long begin = System.nanoTime();
        load.updates(order.updates(), order.callers());
        load.check();
        return Map.of("perSecond", load.done() / ((System.nanoTime() - begin) / 1e9), "heapWhileWriting", heap.most());
    }

    /** Waits until the topic has told them all. */
    private Map<String, Double> drained(Order order) throws InterruptedException {
        Reader reader = Objects.requireNonNull(draining);
        heap.begin();
        long begin = System.nanoTime();
        long first = 0;
        long looked = begin;
        while (reader.heard() < order.updates()) {
            TimeUnit.MILLISECONDS.sleep(5);
            if (System.nanoTime() - looked > Duration.ofSeconds(1).toNanos()) {
                heap.look();
                looked = System.nanoTime();
            }
            if (first == 0 && reader.heard() > 0) {
                first = System.nanoTime();
            }
            if (System.nanoTime() - begin > Duration.ofMinutes(4).toNanos()) {
                throw new IllegalStateException("heard " + reader.heard() + " of " + order.updates());
            }
        }
        long end = System.nanoTime();
        reader.close();
        return Map.of(
                "drainPerSecond",
                order.updates() / ((end - first) / 1e9),
                "secondsToFirst",
                (first - begin) / 1e9,
                "disordered",
                (double) reader.disordered(),
                "heapOver",
                heap.most() - held);
    }
}
