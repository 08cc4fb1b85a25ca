package org.ratsnetz.platform.publication;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Wires writing and publishing into a service that has a database. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@EnableConfigurationProperties({PublicationProperties.class, TopicsProperties.class})
class PublicationAutoConfiguration {

    @Bean
    Topics topics(
            @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
            TopicsProperties properties,
            ObjectProvider<TopicSpec> specs) {
        Map<String, Object> admin = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return new Topics(admin, properties, specs.orderedStream().toList());
    }

    /** Only where a database is at hand: the gateway has none. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MongoClient.class, MongoDatabaseFactory.class})
    static class WithDatabase {

        @Bean
        Doubt doubt() {
            return new Doubt();
        }

        /** A database that is gone is noticed within a second, so that callers can be told. */
        @Bean
        MongoClientSettingsBuilderCustomizer quickToNotice(Doubt doubt) {
            return settings -> settings.retryWrites(true)
                    .applyToClusterSettings(cluster ->
                            cluster.serverSelectionTimeout(1, TimeUnit.SECONDS).addClusterListener(doubt))
                    .applyToSocketSettings(
                            socket -> socket.connectTimeout(1, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS));
        }

        @Bean
        Tails tails(@Value("${spring.kafka.bootstrap-servers}") String bootstrapServers, Topics topics) {
            return new Tails(bootstrapServers, topics::ensure);
        }

        @Bean
        @ConditionalOnBean(MongoDatabaseFactory.class)
        Publication publication(
                MongoDatabaseFactory databases,
                @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers,
                PublicationProperties properties,
                InstantSource clock,
                MeterRegistry registry,
                Tails tails,
                Doubt doubt) {
            return new Publication(
                    databases.getMongoDatabase(),
                    new KafkaProducer<>(producer(bootstrapServers), new StringSerializer(), new ByteArraySerializer()),
                    properties,
                    clock,
                    registry,
                    tails,
                    doubt);
        }

        @Bean
        @ConditionalOnBean(Publication.class)
        OutboxHealth outbox(Publication publication) {
            return new OutboxHealth(publication);
        }
    }

    static Map<String, Object> producer(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "relay");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // a group's records arrive together, so hardly any wait is needed to fill a batch
        config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_048_576);
        return config;
    }
}
