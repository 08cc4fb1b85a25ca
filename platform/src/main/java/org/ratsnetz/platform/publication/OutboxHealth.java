package org.ratsnetz.platform.publication;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether what is written gets out ({@code outbox} in the health of a service). A Kafka that is away heals by itself and is no
 * trouble of this service; records that no repetition brings through are {@code DEGRADED} and named by their document; a writer
 * that has ended is {@code DOWN}, because its documents get no answer until the service is started again, and so is a database
 * that is older than its topics.
 */
final class OutboxHealth implements HealthIndicator {

    private final Publication publication;

    OutboxHealth(Publication publication) {
        this.publication = publication;
    }

    @Override
    public Health health() {
        if (publication.isRunning() && !publication.writing()) {
            return Health.down()
                    .withDetail("trouble", "a writer has ended; start the service again")
                    .build();
        }
        if (publication.trouble().isPresent()) {
            return Health.down()
                    .withDetail("trouble", publication.trouble().get())
                    .build();
        }
        Map<String, String> stuck = publication.stuck();
        return stuck.isEmpty()
                ? Health.up().build()
                : Health.status(new Status("DEGRADED"))
                        .withDetail("stuck", Map.copyOf(stuck))
                        .build();
    }
}
