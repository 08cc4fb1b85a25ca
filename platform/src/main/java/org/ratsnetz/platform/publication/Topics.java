package org.ratsnetz.platform.publication;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Creates the topics that this service owns, and refuses to run on topics that are not as they must be. */
public final class Topics implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration ONE_TRY = Duration.ofSeconds(10);
    private static final String IN_SYNC = "min.insync.replicas";

    private final Map<String, Object> admin;
    private final TopicsProperties properties;
    private final List<TopicSpec> specs;
    private volatile boolean running;

    Topics(Map<String, Object> admin, TopicsProperties properties, List<TopicSpec> specs) {
        this.admin = admin;
        this.properties = properties;
        this.specs = List.copyOf(specs);
    }

    @Override
    public void start() {
        ensure();
        running = true;
    }

    /** Creates what is missing of the service's own topics, and checks what is there. */
    void ensure() {
        ensure(specs);
    }

    /**
     * Creates what is missing and checks what is there, waiting for Kafka as long as configured.
     *
     * @throws TopicsNotReady when Kafka does not answer, or a topic is not as it must be; the message says what to do
     */
    public void ensure(Collection<TopicSpec> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        long giveUpAt = System.nanoTime() + properties.waitFor().toNanos();
        try (Admin client = Admin.create(admin)) {
            while (true) {
                try {
                    create(client, wanted);
                    check(client, wanted);
                    return;
                } catch (ExecutionException | TimeoutException e) {
                    if (System.nanoTime() > giveUpAt) {
                        throw new TopicsNotReady(
                                "Kafka at " + admin.get("bootstrap.servers") + " did not answer within "
                                        + properties.waitFor().toSeconds() + " s; is it running? ("
                                        + (e.getCause() == null ? e : e.getCause()) + ")",
                                e);
                    }
                    LOG.info("Kafka does not answer yet: {}", e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new TopicsNotReady("interrupted while waiting for Kafka", e);
                }
            }
        }
    }

    private void create(Admin client, Collection<TopicSpec> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = client.listTopics().names().get(ONE_TRY.toSeconds(), TimeUnit.SECONDS);
        List<NewTopic> missing = wanted.stream()
                .filter(spec -> !there.contains(spec.name()))
                .map(this::newTopic)
                .toList();
        try {
            client.createTopics(missing).all().get(ONE_TRY.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), TopicSpec.PARTITIONS, (short) properties.replication())
                .configs(config(spec, properties.replication()));
    }

    private static Map<String, String> config(TopicSpec spec, int replication) {
        String inSync = replication >= 3 ? "2" : "1";
        return spec.compacted()
                ? Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", "86400000", IN_SYNC, inSync)
                : Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1", IN_SYNC, inSync);
    }

    private void check(Admin client, Collection<TopicSpec> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> topics = client.describeTopics(
                        wanted.stream().map(TopicSpec::name).toList())
                .allTopicNames()
                .get(ONE_TRY.toSeconds(), TimeUnit.SECONDS);
        Map<ConfigResource, Config> configs = client.describeConfigs(
                        wanted.stream().map(spec -> resource(spec.name())).collect(Collectors.toSet()))
                .all()
                .get(ONE_TRY.toSeconds(), TimeUnit.SECONDS);
        for (TopicSpec spec : wanted) {
            check(
                    spec,
                    Objects.requireNonNull(topics.get(spec.name())),
                    Objects.requireNonNull(configs.get(resource(spec.name()))));
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private void check(TopicSpec spec, TopicDescription topic, Config config) {
        if (topic.partitions().size() != TopicSpec.PARTITIONS) {
            throw new TopicsNotReady(
                    "Topic " + spec.name() + " has " + topic.partitions().size()
                            + " partitions, it must have " + TopicSpec.PARTITIONS
                            + ": the order of records rests on that number. Move its records to a topic with the right number.");
        }
        config(spec, properties.replication()).forEach((key, expected) -> {
            ConfigEntry entry = config.get(key);
            // how many copies must be in step is the operator's choice
            if (!key.equals(IN_SYNC) && (entry == null || !expected.equals(entry.value()))) {
                throw new TopicsNotReady("Topic " + spec.name() + " has " + key + "="
                        + (entry == null ? "nothing" : entry.value()) + ", it must be " + expected
                        + ", or records are lost. Set it with kafka-configs and start again.");
            }
        });
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First of all: nothing runs on wrong topics. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }

    /** The service can't run on the topics as they are. */
    public static final class TopicsNotReady extends RuntimeException {

        public TopicsNotReady(String message) {
            super(message);
        }

        TopicsNotReady(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
