package org.ratsnetz.council.resync;

import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.publication.TopicSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that this service owns. */
@Configuration(proxyBeanMethods = false)
class CouncilTopics {

    @Bean
    TopicSpec councilEvents() {
        return TopicSpec.log(CouncilEvent.TOPIC);
    }

    @Bean
    TopicSpec councilPeople() {
        return TopicSpec.compacted(PersonFacts.TOPIC);
    }

    @Bean
    TopicSpec councilResync() {
        return TopicSpec.log(ResyncRequest.TOPIC);
    }

    @Bean
    TopicSpec resyncDeadLetters() {
        return TopicSpec.log(Hearing.deadLetterTopic(ResyncRequest.TOPIC, Restating.GROUP));
    }

    @Bean
    TopicSpec resyncReplays() {
        return TopicSpec.log(Hearing.replayTopic(ResyncRequest.TOPIC, Restating.GROUP));
    }

    @Bean
    TopicSpec graveyardDeadLetters() {
        return TopicSpec.log(Hearing.deadLetterTopic(PersonFacts.TOPIC, Graveyard.GROUP));
    }

    @Bean
    TopicSpec graveyardReplays() {
        return TopicSpec.log(Hearing.replayTopic(PersonFacts.TOPIC, Graveyard.GROUP));
    }
}
