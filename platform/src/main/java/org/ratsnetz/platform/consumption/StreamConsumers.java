package org.ratsnetz.platform.consumption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final Map<String, Consumption> open = new LinkedHashMap<>();
    private volatile boolean running;

    StreamConsumers(
            BindingService bindings,
            BinderFactory binders,
            ContainerRules containers,
            ConsumptionProperties properties,
            KafkaAdministration kafka,
            Function<Hearing, MessageHandler> listeners) {
        this.bindings = bindings;
        this.binders = binders;
        this.containers = containers;
        this.properties = properties;
        this.kafka = kafka;
        this.listeners = listeners;
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
        bindings.bindConsumer(channel, group);
        Consumption consumption = new Bound(hearing, containers.container(group));
        open.put(group, consumption);
        return consumption;
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
        private boolean held;

        Bound(Hearing hearing, AbstractMessageListenerContainer<?, ?> container) {
            this.hearing = hearing;
            this.container = container;
        }

        @Override
        public Hearing hearing() {
            return hearing;
        }

        @Override
        public synchronized void pause() {
            paused = true;
            settle();
        }

        @Override
        public synchronized void resume() {
            paused = false;
            settle();
        }

        @Override
        public synchronized void hold() {
            held = true;
            settle();
        }

        @Override
        public synchronized void release() {
            held = false;
            settle();
        }

        private void settle() {
            boolean still = paused || held;
            if (still && !container.isPauseRequested()) {
                container.pause();
            } else if (!still && container.isPauseRequested()) {
                container.resume();
            }
        }

        @Override
        public boolean quiet() {
            return container.isContainerPaused() || !container.isRunning();
        }

        @Override
        public synchronized boolean paused() {
            return paused;
        }

        @Override
        public void close() {
            StreamConsumers.this.close(hearing);
        }
    }
}
