package org.ratsnetz.platform.operations;

import com.mongodb.client.MongoClient;
import java.time.InstantSource;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.ConsumptionMeters;
import org.ratsnetz.platform.consumption.ConsumptionProperties;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.consumption.Ticker;
import org.ratsnetz.platform.publication.Publication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Serves a service's area of operations. */
@AutoConfiguration(
        afterName = {
            "org.ratsnetz.platform.consumption.ConsumptionAutoConfiguration",
            "org.ratsnetz.platform.publication.PublicationAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({MongoClient.class, MongoDatabaseFactory.class})
@ConditionalOnProperty("ratsnetz.operations.area")
@EnableConfigurationProperties(OperationsProperties.class)
@Import({
    TaskController.class,
    OutboxController.class,
    DeadLetterController.class,
    ConsumerController.class,
    RestateController.class
})
public final class OperationsAutoConfiguration {

    @Bean
    Tasks tasks(MongoDatabaseFactory databases, InstantSource clock) {
        return new Tasks(databases.getMongoDatabase(), clock);
    }

    @Bean
    Restates restates(Tasks tasks, Publication publication) {
        return new Restates(tasks, publication);
    }

    @Bean
    Ticker restateTicker(Restates restates, ConsumptionProperties properties) {
        return new Ticker("restate", properties.tick(), restates::tick);
    }

    @Bean
    Accepted accepted(OperationsProperties properties) {
        return new Accepted(properties);
    }

    @Bean
    Shelf shelf(Consumers consumers, KafkaAdministration administration, KafkaProperties kafka) {
        return new Shelf(consumers, administration, kafka.getBootstrapServers());
    }

    @Bean
    Wishes wishes(
            MongoDatabaseFactory databases,
            Consumers consumers,
            KafkaAdministration administration,
            ConsumptionMeters meters,
            InstantSource clock) {
        return new Wishes(databases.getMongoDatabase(), consumers, administration, meters, clock);
    }

    @Bean
    Ticker wishTicker(Wishes wishes, ConsumptionProperties properties) {
        return new Ticker("operations", properties.tick(), wishes::tick);
    }
}
