package org.ratsnetz.platform.consumption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.binder.ExtendedPropertiesBinder;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaConsumerProperties;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;

/**
 * Binds hearings through Spring Cloud Stream's binding service, at start and at run time alike: one binding, one container and one
 * consumer group for all topics of a hearing, in batches, as raw bytes.
 */
final class StreamConsumers implements Consumers, SmartLifecycle {

    private final BindingService bindings;
    private final BinderFactory binders;
    private final ContainerRules containers;
    private final ConsumptionProperties properties;
    private final KafkaAdministration kafka;
    private final Function<Hearing, MessageHandler> listeners;
    private final Predicate<String> pauses;
    private final Map<String, Consumption> open = new LinkedHashMap<>();
    private volatile boolean running;

    StreamConsumers(
            BindingService bindings,
            BinderFactory binders,
            ContainerRules containers,
            ConsumptionProperties properties,
            KafkaAdministration kafka,
            Function<Hearing, MessageHandler> listeners,
            Predicate<String> pauses) {
        this.bindings = bindings;
        this.binders = binders;
        this.containers = containers;
        this.properties = properties;
        this.kafka = kafka;
        this.listeners = listeners;
        this.pauses = pauses;
    }

    @Override
    public synchronized Consumption open(Hearing hearing) {
        String group = hearing.groupId();
        if (open.containsKey(group)) {
            throw new IllegalStateException(group + " is heard already");
        }
        kafka.await(topics(hearing));
        describe(hearing, group);
        DirectChannel channel = new DirectChannel();
        channel.setBeanName(group);
        channel.subscribe(listeners.apply(hearing));
        Consumption consumption = bind(hearing, channel, pauses.test(hearing.name()));
        open.put(group, consumption);
        return consumption;
    }

    /** A consumer of which nobody would know must not be left behind. */
    private Bound bind(Hearing hearing, DirectChannel channel, boolean paused) {
        String group = hearing.groupId();
        containers.expect(group, paused);
        try {
            bindings.bindConsumer(channel, group);
            return new Bound(hearing, containers.container(group), paused);
        } catch (RuntimeException e) {
            bindings.unbindConsumers(group);
            containers.forget(group);
            throw e;
        }
    }

    private void describe(Hearing hearing, String group) {
        BindingProperties binding = new BindingProperties();
        binding.setDestination(String.join(",", topics(hearing)));
        binding.setGroup(group);
        ConsumerProperties consumer = new ConsumerProperties();
        consumer.setMultiplex(true);
        consumer.setBatchMode(true);
        consumer.setUseNativeDecoding(true);
        consumer.setConcurrency(hearing.concurrency());
        binding.setConsumer(consumer);
        bindings.getBindingServiceProperties().getBindings().put(group, binding);
        KafkaConsumerProperties kafka = kafka(group);
        kafka.setStartOffset(KafkaConsumerProperties.StartOffset.earliest);
        kafka.setConverterBeanName(ConsumptionAutoConfiguration.CONVERTER);
        kafka.setConfiguration(containers.settings(properties.batch()));
    }

    private static List<String> topics(Hearing hearing) {
        List<String> topics = new ArrayList<>();
        for (Wire<?> wire : hearing.wires()) {
            topics.add(wire.topic());
            topics.add(Hearing.replayTopic(wire.topic(), hearing.group()));
        }
        return topics;
    }

    private KafkaConsumerProperties kafka(String binding) {
        return (KafkaConsumerProperties)
                ((ExtendedPropertiesBinder<?, ?, ?>) binders.getBinder(null, MessageChannel.class))
                        .getExtendedConsumerProperties(binding);
    }

    @Override
    public synchronized List<Consumption> all() {
        return List.copyOf(open.values());
    }

    private synchronized void close(Hearing hearing) {
        if (open.remove(hearing.groupId()) != null) {
            bindings.unbindConsumers(hearing.groupId());
            containers.forget(hearing.groupId());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the beans that the handlers use are gone. */
    @Override
    public void stop() {
        running = false;
        containers.stopAll();
        all().forEach(Consumption::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Bound implements Consumption {

        private final Hearing hearing;
        private final AbstractMessageListenerContainer<?, ?> container;
        private boolean paused;

        Bound(Hearing hearing, AbstractMessageListenerContainer<?, ?> container, boolean paused) {
            this.hearing = hearing;
            this.container = container;
            this.paused = paused;
        }

        @Override
        public Hearing hearing() {
            return hearing;
        }

        @Override
        public synchronized void pause() {
            paused = true;
            container.pause();
        }

        @Override
        public synchronized void resume() {
            paused = false;
            container.resume();
        }

        @Override
        public synchronized boolean paused() {
            return paused;
        }

        @Override
        public boolean running() {
            return container.isRunning() && container.isInExpectedState() && container.isChildRunning();
        }

        @Override
        public void close() {
            StreamConsumers.this.close(hearing);
        }
    }
}
