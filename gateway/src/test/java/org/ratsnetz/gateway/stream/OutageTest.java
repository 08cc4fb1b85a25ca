package org.ratsnetz.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ratsnetz.gateway.RunningGateway;
import org.ratsnetz.parts.TestParts;

/** Without Kafka there is nothing to stream, and everything else goes on. */
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theGatewayGoesOnWithoutKafkaAndTheStreamComesBackWithIt() {
        Publisher.createTopics();
        String subject = "05111000/" + UUID.randomUUID();
        try (RunningGateway gateway = RunningGateway.with("ratsnetz.gateway.stream.heartbeat=1s");
                Publisher publisher = new Publisher()) {
            await().atMost(PATIENCE).until(() -> status(gateway).equals("UP"));
            SseClient client = SseClient.open(gateway.port(), null);
            await().atMost(PATIENCE).until(() -> !client.lastId().isEmpty());
            TestParts.kafka().kill();
            try {
                await().atMost(PATIENCE).until(() -> status(gateway).equals("DEGRADED"));
                assertThat(gateway.health("/readiness").path("status").asString())
                        .isEqualTo("DEGRADED");
                assertThat(gateway.get("/api/councils/05315000").statusCode()).isEqualTo(200);
                int comments = client.comments().size();
                await().atMost(PATIENCE).until(() -> client.comments().size() > comments);
            } finally {
                TestParts.kafka().start();
            }
            await().atMost(PATIENCE).until(() -> status(gateway).equals("UP"));
            publisher.send(Publisher.changed("05111000", "Düsseldorf"), subject, subject, 1);
            await().atMost(PATIENCE).until(() -> client.sequences(subject).size() == 1);
            client.close();
        }
    }

    private static String status(RunningGateway gateway) {
        return gateway.health("/readiness").at("/components/stream/status").asString("");
    }
}
