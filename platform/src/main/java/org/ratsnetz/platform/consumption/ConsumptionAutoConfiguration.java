package org.ratsnetz.platform.consumption;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.ratsnetz.platform.meters.ContinuedTraces;
import org.ratsnetz.platform.publication.TopicsProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.BindingServiceConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service that has Spring Cloud Stream what it needs to hear topics. */
@AutoConfiguration(
        after = BindingServiceConfiguration.class,
        afterName = "org.ratsnetz.platform.publication.PublicationAutoConfiguration")
@ConditionalOnClass(BindingService.class)
@EnableConfigurationProperties({ConsumptionProperties.class, KafkaProperties.class})
public final class ConsumptionAutoConfiguration {

    static final String CONVERTER = "rawBatch";

    @Bean(CONVERTER)
    RawBatch rawBatch() {
        return new RawBatch();
    }

    @Bean
    ContainerRules containerRules(ConsumptionProperties properties) {
        return new ContainerRules(properties);
    }

    @Bean
    ConsumptionMeters consumptionMeters(MeterRegistry registry, InstantSource clock) {
        return new ConsumptionMeters(registry, clock);
    }

    @Bean
    RecordSender recordSender(KafkaProperties kafka) {
        return new RecordSender(RecordSender.settings(kafka.getBootstrapServers()));
    }

    @Bean
    KafkaAdministration kafkaAdministration(KafkaProperties kafka, TopicsProperties topics) {
        return new KafkaAdministration(kafka.getBootstrapServers(), topics.waitFor());
    }

    @Bean
    StreamConsumers consumers(
            BindingService bindings,
            BinderFactory binders,
            ContainerRules containers,
            ConsumptionProperties properties,
            Listening listening,
            KafkaAdministration kafka,
            ObjectProvider<Pauses> pauses,
            Environment environment) {
        requireNoTopicsOutOfNothing(environment);
        return new StreamConsumers(
                bindings,
                binders,
                containers,
                properties,
                kafka,
                listening::listener,
                feature -> pauses.stream().anyMatch(all -> all.paused(feature)));
    }

    @Bean
    ConsumersHealth consumersHealthIndicator(Consumers consumers) {
        return new ConsumersHealth(consumers);
    }

    @Bean
    Listening listening(RecordSender sender, InstantSource clock, ConsumptionMeters meters, ContinuedTraces traces) {
        return new Listening(new DeadLetters(sender, clock, meters), new BatchTraces(traces), meters);
    }

    /** A topic that is missing must stop the start, not come up with one partition and a week's memory. */
    private static void requireNoTopicsOutOfNothing(Environment environment) {
        String key = "spring.cloud.stream.kafka.binder.auto-create-topics";
        if (environment.getProperty(key, Boolean.class, true)) {
            throw new IllegalStateException(key + " must be false: topics are created by their owners");
        }
    }

    record Listening(DeadLetters deadLetters, BatchTraces traces, ConsumptionMeters meters) {

        BatchListener listener(Hearing hearing) {
            return new BatchListener(hearing, deadLetters, traces, meters);
        }
    }
}
