package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class TopicReaderTest {

    @BeforeAll
    static void createTopics() {
        Publisher.createTopics();
    }

    @Test
    void aDefectDoesNotEndTheReading() {
        RunningGateway gateway = RunningGateway.shared();
        StreamSettings settings = gateway.bean(StreamSettings.class);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Audience audience = new Audience(settings, gateway.bean(Snapshots.class), meters);
        AtomicInteger asked = new AtomicInteger();
        InstantSource defective = () -> {
            if (asked.incrementAndGet() <= 2) {
                throw new IllegalStateException("a defect");
            }
            return Clock.systemUTC().instant();
        };
        Pulse pulse = new Pulse(Clock.systemUTC());
        TopicReader reader =
                new TopicReader(gateway.bean(KafkaProperties.class), settings, audience, defective, meters, pulse);
        reader.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> String.valueOf(pulse.health().getDetails().get("trouble"))
                            .contains("a defect"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> pulse.health().getStatus().equals(Status.UP));
            assertThat(audience.layout()).isPresent();
        } finally {
            reader.stop();
        }
    }
}
