package org.ratsnetz.notification.fanout;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.mongo.MongoLockProvider;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.notification.council.KnownCouncils;
import org.ratsnetz.notification.delivery.Ledger;
import org.ratsnetz.notification.happening.Happenings;
import org.ratsnetz.notification.kind.Kinds;
import org.ratsnetz.notification.subscription.Subscribers;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.meters.ContinuedTraces;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.TopicSpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Puts the fan-out together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FanOutProperties.class)
class FanOutConfiguration {

    /** Name of the feature for operators. */
    static final String FEATURE = "fanout";

    /** Consumer group. */
    static final String GROUP = "notification-fanout";

    @Bean
    TopicSpec fanOutDeadLetters() {
        return TopicSpec.log(Hearing.deadLetterTopic(CouncilEvent.TOPIC, GROUP));
    }

    @Bean
    TopicSpec fanOutReplays() {
        return TopicSpec.log(Hearing.replayTopic(CouncilEvent.TOPIC, GROUP));
    }

    @Bean
    LockProvider locks(MongoDatabaseFactory databases) {
        return new MongoLockProvider(databases.getMongoDatabase().getCollection("locks"));
    }

    @Bean
    FanOutLoop fanOutLoop(
            Happenings happenings,
            Subscribers subscribers,
            KnownCouncils councils,
            Ledger ledger,
            FanOutProperties properties,
            LockProvider locks,
            InstantSource clock,
            ContinuedTraces traces) {
        FanOut fanOut = new FanOut(happenings, subscribers, councils, ledger, properties, clock, traces);
        return new FanOutLoop(fanOut, locks, properties.lease(), clock);
    }

    @Bean
    FanOutListener fanOutListener(
            Consumers consumers,
            KnownCouncils councils,
            Kinds kinds,
            Happenings happenings,
            FanOutProperties properties,
            InstantSource clock,
            MeterRegistry meters,
            FanOutLoop loop,
            Ledger ledger,
            Publication publication) {
        publication.afterRestore(at -> {
            happenings.giveUp();
            ledger.giveUp();
        });
        return new FanOutListener(
                consumers,
                councils,
                kinds,
                happenings,
                properties,
                clock,
                meters,
                loop::wake,
                publication::lastRestore);
    }
}
