package org.ratsnetz.board;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.testing.Told;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A board-service on the real parts, with a clock that tests can set. */
public final class RunningBoard implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final AtomicReference<Duration> ahead;

    private RunningBoard(ConfigurableApplicationContext context, AtomicReference<Duration> ahead) {
        this.context = context;
        this.ahead = ahead;
    }

    /** The one that most tests share; it ends with the JVM. */
    public static RunningBoard shared() {
        return Shared.BOARD;
    }

    /** Another process. Only one on the same database may run beside the shared one: consumer groups are the same. */
    public static RunningBoard start(String database, String... more) {
        Told.createTopics();
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.mongodb.uri=" + TestParts.mongodbUri(database),
                "--spring.kafka.bootstrap-servers=" + TestParts.bootstrapServers(),
                "--ratsnetz.security.issuer=" + Tokens.ISSUER,
                "--ratsnetz.security.jwks=" + Tokens.jwks(),
                "--ratsnetz.topics.replication=1",
                "--ratsnetz.consumption.hole-wait=500ms",
                "--ratsnetz.federation.watch=200ms",
                "--ratsnetz.federation.grace=1s",
                "--ratsnetz.federation.fence=9s",
                "--ratsnetz.federation.turn-pause=500ms",
                "--ratsnetz.federation.turns=3",
                "--logging.structured.format.console="));
        settings.addAll(List.of(more));
        ApplicationContextInitializer<ConfigurableApplicationContext> clock = context -> ((GenericApplicationContext)
                        context)
                .registerBean(
                        "clock", InstantSource.class, () -> () -> Instant.now().plus(ahead.get()));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(BoardService.class)
                .initializers(clock)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
        return new RunningBoard(context, ahead);
    }

    /** A bean. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Where operators' tools listen. */
    public String management() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port");
    }

    /** Calls it as nobody. */
    public Http http() {
        return new Http(url(), null);
    }

    /** Calls it as an operator. */
    public Http operator() {
        return new Http(url(), Tokens.of("operator", "operator"));
    }

    /** Sets the clock ahead. */
    public void ahead(Duration duration) {
        ahead.set(duration);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final RunningBoard BOARD = start("board");
    }
}
