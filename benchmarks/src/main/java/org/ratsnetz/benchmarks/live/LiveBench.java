package org.ratsnetz.benchmarks.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.ratsnetz.benchmarks.edge.Issuer;
import org.ratsnetz.benchmarks.edge.OurGateway;
import org.ratsnetz.benchmarks.edge.StockSpring;
import org.ratsnetz.benchmarks.measure.Machine;
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Rounds;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.KafkaBroker;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.platform.envelope.Envelope;

/** Runs B5. Options: {@code --clients 2000,10000}, {@code --events 15}, one a second, and {@code --rounds 3}. */
public final class LiveBench {

    static final String RAW = "Netty";
    static final String SPRING = "WebFlux";
    static final String OURS = "ours";
    static final List<String> SYSTEMS = List.of(RAW, SPRING, OURS);

    /** One that our gateway does not hear. */
    private static final String OTHER_TOPIC = "benchmark-live";

    private static final String AGS = "05315000";
    private static final String EVENT = """
            {"council":{"ags":"05315000","name":"Köln","district":"Köln","region":"Köln","state":"active",\
            "committee":{"label":"Ausschuss für Chancengerechtigkeit und Integration","since":"2025-11-01"},\
            "seats":{"elected":14,"council":7}},"fields":["contact"]}""";
    private static final int WARM_VIEWERS = 100;
    private static final int WARM_EVENTS = 20;
    private static final List<String> SMALL = List.of("-Xmx1g");

    private final Options options;
    private final Stage stage;
    private final KafkaBroker kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final Issuer issuer;
    private long sequence;

    private LiveBench(Options options, Stage stage) throws Exception {
        this.options = options;
        this.stage = stage;
        this.kafka = stage.kafka();
        this.issuer = stage.closing(new Issuer());
        this.producer = stage.closing(new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer()));
    }

    /** A server of the stream. */
    private record Server(int port, long pid, String path, String topic, AutoCloseable end) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                end.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /** Measures. */
    public static void run(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            LiveBench bench = new LiveBench(options, stage);
            OurGateway.createTopics(bench.kafka.bootstrapServers(), OTHER_TOPIC);
            for (int clients : options.numbers("clients", 2_000, 10_000)) {
                new Rounds(options, new Page(root), "b5")
                        .run(
                                Integer.toString(clients),
                                Map.of("kafka", bench.kafka.version()),
                                options.texts("systems", SYSTEMS.toArray(String[]::new)),
                                system -> bench.run(system, clients));
            }
        }
    }

    private Map<String, Double> run(String system, int clients) throws Exception {
        try (Server server = start(system)) {
            warmUp(server);
            double before = Machine.memory(server.pid(), "VmRSS");
            long begin = System.nanoTime();
            try (Viewers viewers = new Viewers(server.port(), server.path(), clients)) {
                double connected = (System.nanoTime() - begin) / 1e9;
                TimeUnit.SECONDS.sleep(2);
                double cpu = Machine.cpuMillis(server.pid());
                int events = options.number("events", 15);
                events(server, viewers, events, Duration.ofSeconds(1));
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("connectSeconds", connected);
                figures.put("deliveredShare", (double) viewers.delivered() / ((long) clients * events));
                figures.put("p50ms", viewers.micros().getValueAtPercentile(50) / 1000.0);
                figures.put("p99ms", viewers.micros().getValueAtPercentile(99) / 1000.0);
                figures.put("maxms", viewers.micros().getMaxValue() / 1000.0);
                figures.put("cpuMsPerEvent", (Machine.cpuMillis(server.pid()) - cpu) / events);
                double after = Machine.memory(server.pid(), "VmRSS");
                figures.put("rssMiB", after);
                figures.put("kibPerClient", (after - before) * 1024 / clients);
                return figures;
            }
        }
    }

    /** What is compiled and loaded at the first streams is no matter of their number. */
    private void warmUp(Server server) throws Exception {
        try (Viewers viewers = new Viewers(server.port(), server.path(), WARM_VIEWERS)) {
            events(server, viewers, WARM_EVENTS, Duration.ofMillis(100));
        }
        TimeUnit.SECONDS.sleep(1);
    }

    private void events(Server server, Viewers viewers, int count, Duration apart) throws InterruptedException {
        viewers.expect(count);
        for (int i = 0; i < count; i++) {
            ProducerRecord<String, byte[]> event = event(server.topic());
            viewers.sent();
            Future<?> _ = producer.send(event);
            TimeUnit.NANOSECONDS.sleep(apart.toNanos());
        }
        TimeUnit.SECONDS.sleep(1);
    }

    /** For ours as council-service sends it, for the others what our gateway makes of it. */
    private ProducerRecord<String, byte[]> event(String topic) {
        Instant now = Instant.now();
        sequence++;
        if (!topic.equals(CouncilEvent.TOPIC)) {
            String change = """
                    {"topic":"council-events","partition":12,"offset":%d,"type":"council-changed","ags":"%s","subject":"%s",\
                    "sequence":%d,"time":"%s","payload":%s}""".formatted(sequence, AGS, AGS, sequence, now, EVENT);
            return new ProducerRecord<>(topic, AGS, change.getBytes(StandardCharsets.UTF_8));
        }
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, AGS, EVENT.getBytes(StandardCharsets.UTF_8));
        new Envelope(
                        UUID.randomUUID().toString(),
                        "council-changed",
                        "/council-service",
                        AGS,
                        now,
                        sequence,
                        1,
                        null,
                        null)
                .writeTo(event.headers());
        return event;
    }

    private Server start(String system) throws IOException, InterruptedException {
        String topic = system.equals(OURS) ? CouncilEvent.TOPIC : OTHER_TOPIC;
        return switch (system) {
            case RAW -> {
                int port = Ports.free();
                List<String> command = new ArrayList<>(Stage.java());
                command.addAll(OurGateway.JVM);
                command.addAll(SMALL);
                command.addAll(List.of("-cp", System.getProperty("java.class.path"), RawStream.class.getName()));
                command.addAll(List.of(Integer.toString(port), kafka.bootstrapServers(), topic));
                Child child = stage.program("bench-netty", command, Map.of());
                TimeUnit.SECONDS.sleep(2);
                yield new Server(port, child.pid(), "/", topic, child::kill);
            }
            case SPRING -> {
                StockSpring spring = StockSpring.stream(stage, kafka.bootstrapServers(), topic, SMALL);
                yield new Server(spring.port(), spring.child().pid(), "/events", topic, spring.child()::kill);
            }
            case OURS -> {
                OurGateway ours =
                        OurGateway.start(stage, kafka.bootstrapServers(), issuer, "http://127.0.0.1:9", SMALL);
                yield new Server(ours.port(), ours.child().pid(), "/api/federation/stream", topic, ours.child()::kill);
            }
            default -> throw new IllegalArgumentException(system);
        };
    }
}
