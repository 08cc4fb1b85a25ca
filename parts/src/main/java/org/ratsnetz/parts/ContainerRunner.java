package org.ratsnetz.parts;

import com.github.dockerjava.api.model.PortBinding;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.testcontainers.containers.GenericContainer;

/**
 * The parts as containers, by Testcontainers: the images that the compose file names, each on a port of this machine that stays the
 * same when the container is killed and started again.
 */
final class ContainerRunner implements PartsRunner {

    /** As in {@code docker-compose.yml}. */
    static final String MONGO_IMAGE = "docker.io/library/mongo:8.0.16";

    /** As in {@code docker-compose.yml}. */
    static final String KAFKA_IMAGE = "docker.io/apache/kafka:4.2.2";

    private static final Path KAFKA_DATA = Path.of("/var/lib/kafka/data");
    private static final String LOCALHOST = "127.0.0.1";

    private final int mongodPort = Ports.free();
    private final int kafkaPort = Ports.free();
    private final ContainerPart mongod;
    private final ContainerPart kafka;

    private ContainerRunner() {
        ReplicaSet replicaSet = new ReplicaSet(LOCALHOST, mongodPort);
        mongod = new ContainerPart(
                mongodContainer(mongodPort),
                () -> "MongoDB " + replicaSet.version() + " (container)",
                replicaSet::isPrimary);
        kafka = new ContainerPart(
                kafkaContainer(kafkaPort),
                () -> "Kafka " + KAFKA_IMAGE.substring(KAFKA_IMAGE.lastIndexOf(':') + 1) + " (container)",
                () -> KafkaWire.answers(kafkaPort));
    }

    /** Starts both at the same time. */
    static ContainerRunner start() {
        ContainerRunner runner = new ContainerRunner();
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(runner.kafka::start);
        runner.mongod.start();
        kafka.join();
        return runner;
    }

    private static GenericContainer<?> mongodContainer(int port) {
        return container(MONGO_IMAGE, port)
                .withCommand(
                        "mongod",
                        "--port",
                        Integer.toString(port),
                        "--bind_ip_all",
                        "--replSet",
                        ReplicaSet.NAME,
                        "--oplogSize",
                        "256",
                        "--wiredTigerCacheSizeGB",
                        "0.25",
                        "--setParameter",
                        "diagnosticDataCollectionEnabled=false");
    }

    private static GenericContainer<?> kafkaContainer(int port) {
        int controllerPort = Ports.free();
        Properties settings = KafkaSettings.of(KAFKA_DATA, port, controllerPort);
        settings.setProperty("listeners", "PLAINTEXT://:" + port + ",CONTROLLER://:" + controllerPort);
        return container(KAFKA_IMAGE, port).withEnv(variables(settings));
    }

    private static GenericContainer<?> container(String image, int port) {
        return new GenericContainer<>(image)
                .withExposedPorts(port)
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPortBindings(PortBinding.parse(LOCALHOST + ":" + port + ":" + port)))
                .waitingFor(new NoWait());
    }

    /** Settings of the broker as its image takes them: {@code node.id} is {@code KAFKA_NODE_ID}. */
    private static Map<String, String> variables(Properties settings) {
        Map<String, String> variables = new HashMap<>();
        settings.stringPropertyNames()
                .forEach(name -> variables.put(
                        "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), settings.getProperty(name)));
        variables.put("CLUSTER_ID", Objects.requireNonNull(variables.remove("KAFKA_RATSNETZ_CLUSTER_ID")));
        variables.put("KAFKA_HEAP_OPTS", "-Xms64m -Xmx256m -XX:TieredStopAtLevel=1");
        return variables;
    }

    @Override
    public Part mongod() {
        return mongod;
    }

    @Override
    public String mongodbUri(String database) {
        return "mongodb://" + LOCALHOST + ":" + mongodPort + "/" + database + "?replicaSet=" + ReplicaSet.NAME;
    }

    @Override
    public Part kafka() {
        return kafka;
    }

    @Override
    public String bootstrapServers() {
        return LOCALHOST + ":" + kafkaPort;
    }

    @Override
    public void close() {
        mongod.remove();
        kafka.remove();
    }
}
