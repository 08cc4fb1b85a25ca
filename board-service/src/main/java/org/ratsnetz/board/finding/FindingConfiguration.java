package org.ratsnetz.board.finding;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.platform.consumption.Ticker;
import org.ratsnetz.platform.publication.DocumentKind;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.TopicSpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Puts the checks together. */
@Configuration(proxyBeanMethods = false)
class FindingConfiguration {

    private static final String COLLECTION = "findings";
    private static final Duration RHYTHM = Duration.ofMillis(250);

    @Bean
    TopicSpec boardEvents() {
        return TopicSpec.log(BoardEvent.TOPIC);
    }

    @Bean
    Findings findings(Publication publication, MongoDatabaseFactory databases, InstantSource clock) {
        MongoDatabase database = databases.getMongoDatabase();
        database.getCollection(COLLECTION)
                .createIndex(
                        Indexes.compoundIndex(
                                Indexes.ascending("state.open"),
                                Indexes.descending("state.openedAt"),
                                Indexes.ascending("_id")),
                        new IndexOptions().name("open"));
        database.getCollection(COLLECTION)
                .createIndex(
                        Indexes.compoundIndex(Indexes.descending("state.openedAt"), Indexes.ascending("_id")),
                        new IndexOptions().name("opened"));
        return new Findings(
                publication.open(new DocumentKind<>(
                        Finding.class, COLLECTION, 1, BoardEvent.TOPIC, "/board-service", new FindingRestatement())),
                clock,
                System::nanoTime);
    }

    @Bean
    Rules rules() {
        return Rules.load();
    }

    @Bean
    FindingTexts findingTexts(MessageSource messages) {
        return new FindingTexts(messages);
    }

    @Bean
    FindingWatch findingWatch(
            FederationView federation,
            Rules rules,
            Findings findings,
            InstantSource clock,
            @Value("${ratsnetz.federation.zone:Europe/Berlin}") ZoneId zone) {
        return new FindingWatch(federation, new RuleCheck(rules), findings, clock, zone);
    }

    @Bean
    Ticker findingTicker(FindingWatch watch) {
        return new Ticker("finding-watch", RHYTHM, watch::tick);
    }
}
