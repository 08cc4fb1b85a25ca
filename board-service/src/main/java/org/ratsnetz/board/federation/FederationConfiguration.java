package org.ratsnetz.board.federation;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.ConsumptionMeters;
import org.ratsnetz.platform.consumption.ConsumptionProperties;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.consumption.Holes;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.consumption.RecordSender;
import org.ratsnetz.platform.consumption.Ticker;
import org.ratsnetz.platform.consumption.Wire;
import org.ratsnetz.platform.operations.Tasks;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.TopicSpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Puts the read model together. */
@Configuration(proxyBeanMethods = false)
class FederationConfiguration {

    private static final String SOURCE = "/board-service";

    @Bean
    TopicSpec councilDeadLetters() {
        return deadLetters(Wires.COUNCILS);
    }

    @Bean
    TopicSpec councilReplays() {
        return replays(Wires.COUNCILS);
    }

    @Bean
    TopicSpec peopleDeadLetters() {
        return deadLetters(Wires.PEOPLE);
    }

    @Bean
    TopicSpec peopleReplays() {
        return replays(Wires.PEOPLE);
    }

    private static TopicSpec deadLetters(Wire<?> wire) {
        return TopicSpec.log(Hearing.deadLetterTopic(wire.topic(), Generations.GROUP));
    }

    private static TopicSpec replays(Wire<?> wire) {
        return TopicSpec.log(Hearing.replayTopic(wire.topic(), Generations.GROUP));
    }

    @Bean
    Pointer pointer(MongoDatabaseFactory databases, InstantSource clock) {
        return new Pointer(databases.getMongoDatabase(), clock);
    }

    @Bean
    Holes.Asking asking(
            ConsumptionProperties properties, RecordSender sender, ConsumptionMeters meters, InstantSource clock) {
        return new Holes.Asking(Generations.FEATURE, Generations.GROUP, SOURCE, properties, sender, meters, clock);
    }

    @Bean
    Generations generations(
            MongoDatabaseFactory databases,
            Consumers consumers,
            Pointer pointer,
            Holes.Asking asking,
            FederationProperties properties,
            ObjectProvider<RowListener> listeners,
            KafkaAdministration kafka,
            Publication publication) {
        Generations generations = new Generations(
                databases.getMongoDatabase(),
                consumers,
                pointer,
                asking,
                properties,
                councils -> tell(listeners.orderedStream().toList(), councils),
                kafka);
        publication.afterRestore(at -> generations.beginAnew());
        return generations;
    }

    private static void tell(List<RowListener> listeners, Set<String> councils) {
        listeners.forEach(listener -> listener.derived(councils));
    }

    @Bean
    FederationView federationView(Generations generations, FederationProperties properties) {
        return new FederationView(generations::serving, generations::filling, properties, System::nanoTime);
    }

    @Bean
    RowListener viewListener(FederationView view) {
        return councils -> view.changed();
    }

    @Bean
    Rebuild rebuild(
            Tasks tasks,
            Generations generations,
            Pointer pointer,
            KafkaAdministration kafka,
            MongoDatabaseFactory databases,
            FederationProperties properties) {
        return new Rebuild(tasks, generations, pointer, kafka, databases.getMongoDatabase(), properties);
    }

    @Bean
    Ticker rebuildTicker(Rebuild rebuild, ConsumptionProperties properties) {
        return new Ticker("federation-rebuild", properties.tick(), rebuild::tick);
    }

    @Bean
    Ticker generationWatch(Generations generations, FederationProperties properties) {
        return new Ticker("federation-watch", properties.watch(), generations::follow);
    }

    /** Apart from the one above: it may wait for Kafka while the process must tell that it lives. */
    @Bean
    Ticker holeTicker(Generations generations, FederationProperties properties) {
        return new Ticker("federation-holes", properties.watch(), generations::mend);
    }
}
