package org.ratsnetz.benchmarks.start;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.ratsnetz.benchmarks.edge.Issuer;
import org.ratsnetz.benchmarks.measure.Machine;
import org.ratsnetz.benchmarks.measure.Options;
import org.ratsnetz.benchmarks.measure.Page;
import org.ratsnetz.benchmarks.measure.Rounds;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.KafkaBroker;
import org.ratsnetz.parts.Mongod;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.parts.mail.SmtpSink;
import org.ratsnetz.parts.sms.MessageCentre;

/**
 * Measures starts. Options: {@code --what plain,cached,standalone-plain,standalone-cached}, {@code --rounds 3}, {@code --idle 10},
 * seconds until memory is looked at. MongoDB and Kafka are up already where a service starts alone.
 */
public final class StartBench {

    static final String STANDALONE = "standalone";

    private final Options options;
    private final Page page;
    private final Stage stage;
    private final int idle;

    private StartBench(Options options, Path root, Stage stage) {
        this.options = options;
        this.page = new Page(root);
        this.stage = stage;
        this.idle = options.number("idle", 10);
    }

    /** Measures. */
    public static void run(Options options, Path root) throws Exception {
        try (Stage stage = new Stage(root)) {
            StartBench bench = new StartBench(options, root, stage);
            List<String> what = options.texts("what", "plain", "cached", "standalone-plain", "standalone-cached");
            if (what.contains("plain") || what.contains("cached")) {
                bench.alone(what);
            }
            for (String form : what) {
                if (form.startsWith(STANDALONE)) {
                    bench.together(form);
                }
            }
        }
    }

    private void alone(List<String> what) throws Exception {
        Mongod mongod = stage.mongod();
        KafkaBroker kafka = stage.kafka();
        Map<String, Service> services = services(mongod, kafka);
        Map<String, String> versions = Map.of("mongod", mongod.version(), "kafka", kafka.version());
        // the first start makes topics and indexes
        for (Service service : services.values()) {
            Child child = service.start(false);
            service.awaitReady();
            child.kill();
        }
        if (what.contains("plain")) {
            rounds().run("plain", versions, Service.ALL, system -> start(services, system, false));
        }
        if (what.contains("cached")) {
            for (Service service : services.values()) {
                service.train();
            }
            rounds().run("cached", versions, Service.ALL, system -> start(services, system, true));
        }
    }

    private Rounds rounds() {
        return new Rounds(options, page, "start");
    }

    private void together(String form) throws Exception {
        Standalone standalone = new Standalone(stage);
        standalone.prepare(form.endsWith("cached"));
        rounds().run(form, Map.of(), List.of(STANDALONE), system -> standalone.measure(idle));
    }

    private Map<String, Double> start(Map<String, Service> services, String system, boolean cached) throws Exception {
        Service service = Objects.requireNonNull(services.get(system));
        long begin = System.nanoTime();
        Child child = service.start(cached);
        try {
            service.awaitReady();
            double seconds = (System.nanoTime() - begin) / 1e9;
            TimeUnit.SECONDS.sleep(idle);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("seconds", seconds);
            figures.put("rssMiB", Machine.memory(child.pid(), "VmRSS"));
            if (cached) {
                figures.put("cacheMiB", service.cacheMiB());
            }
            return figures;
        } finally {
            child.kill();
        }
    }

    private Map<String, Service> services(Mongod mongod, KafkaBroker kafka) throws Exception {
        Issuer issuer = stage.closing(new Issuer());
        Map<String, String> all = Map.of(
                "SERVER_ADDRESS", "127.0.0.1",
                "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "SPRING_MAIN_BANNER_MODE", "off",
                "RATSNETZ_SECURITY_ISSUER", issuer.address(),
                "RATSNETZ_SECURITY_JWKS", issuer.address() + "/jwks",
                "RATSNETZ_TOPICS_REPLICATION", "1");
        Map<String, Service> services = new LinkedHashMap<>();
        for (String name : Service.ALL) {
            services.put(name, new Service(name, stage, all, own(name, mongod, issuer)));
        }
        return services;
    }

    private Map<String, String> own(String name, Mongod mongod, Issuer issuer) {
        Map<String, String> own = new HashMap<>();
        if (name.equals(Service.GATEWAY)) {
            for (String upstream : List.of("COUNCIL", "BOARD", "NOTIFICATION", "IDENTITY")) {
                own.put("RATSNETZ_GATEWAY_" + upstream, issuer.address());
            }
            return own;
        }
        own.put("SPRING_MONGODB_URI", mongod.uri(name.replace("-service", "")));
        if (name.equals(Service.NOTIFICATION)) {
            SmtpSink mail = stage.closing(SmtpSink.start(Ports.free(), letter -> {}));
            MessageCentre sms = stage.closing(MessageCentre.start(Ports.free(), "ratsnetz", "password", message -> {}));
            own.put("SPRING_MAIL_HOST", "127.0.0.1");
            own.put("SPRING_MAIL_PORT", Integer.toString(mail.port()));
            own.put("RATSNETZ_SMS_HOST", "127.0.0.1");
            own.put("RATSNETZ_SMS_PORT", Integer.toString(sms.port()));
            own.put("RATSNETZ_SMS_SYSTEM_ID", "ratsnetz");
            own.put("RATSNETZ_SMS_PASSWORD", "password");
            own.put("RATSNETZ_SMS_SENDER", "Ratsnetz");
            own.put("RATSNETZ_NOTIFICATION_BASE_URL", issuer.address());
            own.put("RATSNETZ_NOTIFICATION_SECRET", "x".repeat(44));
        }
        return own;
    }
}
