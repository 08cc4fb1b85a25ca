package org.ratsnetz.council.succession;

import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.platform.consumption.Hearing;
import org.ratsnetz.platform.publication.TopicSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the feature's dead letters go and come back from. */
@Configuration(proxyBeanMethods = false)
class SuccessionTopics {

    @Bean
    TopicSpec successionDeadLetters() {
        return TopicSpec.log(Hearing.deadLetterTopic(CouncilEvent.TOPIC, Succession.GROUP));
    }

    @Bean
    TopicSpec successionReplays() {
        return TopicSpec.log(Hearing.replayTopic(CouncilEvent.TOPIC, Succession.GROUP));
    }
}
