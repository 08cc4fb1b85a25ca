package org.ratsnetz.platform.consumption;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How every listener container of ours behaves: offsets are committed after a batch and never before, a failed batch is tried again
 * without end and with growing pauses (the consumer stays in its group meanwhile), and a missing topic is fatal.
 */
final class ContainerRules implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

    private static final Duration HANDLING = Duration.ofMinutes(5);
    /** A pause takes effect after this at the latest; a record that comes ends a poll at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration SHUTDOWN = Duration.ofSeconds(8);
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private final ConsumptionProperties properties;
    private final Map<String, AbstractMessageListenerContainer<?, ?>> containers = new ConcurrentHashMap<>();
    private final Set<String> pausedAtFirst = ConcurrentHashMap.newKeySet();

    ContainerRules(ConsumptionProperties properties) {
        this.properties = properties;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        ExponentialBackOff backOff =
                new ExponentialBackOff(properties.firstPause().toMillis(), 2);
        backOff.setMaxInterval(properties.longestPause().toMillis());
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        DefaultErrorHandler errors = new DefaultErrorHandler(ContainerRules::neverGivenUp, backOff);
        // no exception of any kind is worth no other try; the listener itself sets aside what is
        errors.setClassifications(Map.of(), true);
        container.setCommonErrorHandler(errors);
        ContainerProperties rules = container.getContainerProperties();
        rules.setAckMode(ContainerProperties.AckMode.BATCH);
        rules.setSyncCommits(false);
        rules.setMissingTopicsFatal(true);
        rules.setPollTimeout(POLL.toMillis());
        rules.setShutdownTimeout(SHUTDOWN.toMillis());
        rules.setDeliveryAttemptHeader(false);
        if (pausedAtFirst.contains(group)) {
            container.pause();
        }
        containers.put(group, container);
    }

    /** A batch that the container wanted to leave behind comes again instead. */
    private static void neverGivenUp(ConsumerRecord<?, ?> record, Exception failure) {
        throw new IllegalStateException("a batch is never given up", failure);
    }

    /** What the next container of a group begins as. */
    void expect(String group, boolean paused) {
        if (paused) {
            pausedAtFirst.add(group);
        } else {
            pausedAtFirst.remove(group);
        }
    }

    /** Settings of the consumers. */
    Map<String, String> settings(int batch) {
        return Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(batch),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES),
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(HANDLING.toMillis()));
    }

    AbstractMessageListenerContainer<?, ?> container(String group) {
        AbstractMessageListenerContainer<?, ?> container = containers.get(group);
        if (container == null) {
            throw new IllegalStateException("the binder made no container for " + group);
        }
        return container;
    }

    /** Stops all at once, and waits until the batches in hand are through: one after the other would take too long. */
    void stopAll() {
        CountDownLatch running = new CountDownLatch(containers.size());
        containers.values().forEach(container -> container.stop(running::countDown));
        try {
            boolean _ = running.await(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void forget(String group) {
        containers.remove(group);
    }
}
