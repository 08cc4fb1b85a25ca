package org.ratsnetz.platform.start;

import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which of Kafka's settings cannot be. */
final class WrongKafkaSettings extends AbstractFailureAnalyzer<ConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
        return new FailureAnalysis(
                "Kafka cannot be used as it is set: " + cause.getMessage(),
                "Put the setting right (the addresses are in SPRING_KAFKA_BOOTSTRAP_SERVERS), then start again.",
                cause);
    }
}
