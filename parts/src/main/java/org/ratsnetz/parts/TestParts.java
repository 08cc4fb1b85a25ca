package org.ratsnetz.parts;

/**
 * The real parts of a test run: one MongoDB and one Kafka per test JVM, started at the first call and shared by all its
 * tests; a test keeps apart from others by its own database and topic names. They end with the JVM, even when it is
 * killed, and a run says once which they were. They are processes of this machine; with {@code mvn -Pcontainers} they are containers,
 * by Testcontainers.
 *
 * <p>Fault tests kill, freeze and restart {@link #mongod()} and {@link #kafka()}; address and data stay the same. Such a
 * test leaves both running.
 */
public final class TestParts {

    private static final String CONTAINERS = "containers";

    private TestParts() {}

    /** Connection string of a database of the shared MongoDB. */
    public static String mongodbUri(String database) {
        return Shared.RUNNER.mongodbUri(database);
    }

    /** Address of the shared Kafka. */
    public static String bootstrapServers() {
        return Shared.RUNNER.bootstrapServers();
    }

    /** The shared MongoDB as a thing to break. */
    public static Part mongod() {
        return Shared.RUNNER.mongod();
    }

    /** The shared Kafka as a thing to break. */
    public static Part kafka() {
        return Shared.RUNNER.kafka();
    }

    private static final class Shared {

        static final PartsRunner RUNNER = start();

        private static PartsRunner start() {
            PartsRunner runner = CONTAINERS.equals(System.getProperty("ratsnetz.parts"))
                    ? ContainerRunner.start()
                    : ProcessRunner.start();
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "end-parts"));
            System.out.println("Real parts: " + runner.mongod().version() + ", "
                    + runner.kafka().version());
            return runner;
        }
    }
}
