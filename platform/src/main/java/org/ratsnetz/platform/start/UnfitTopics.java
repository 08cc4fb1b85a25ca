package org.ratsnetz.platform.start;

import org.ratsnetz.platform.publication.Topics.TopicsNotReady;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with Kafka or its topics. */
final class UnfitTopics extends AbstractFailureAnalyzer<TopicsNotReady> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicsNotReady cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "See that Kafka runs and is the one that SPRING_KAFKA_BOOTSTRAP_SERVERS names, then start again.",
                cause);
    }
}
