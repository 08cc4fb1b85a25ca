package org.ratsnetz.platform.operations;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.publication.Backlog;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this service's documents owe to Kafka. */
@RestController
@RequestMapping("/api/operations/${ratsnetz.operations.area}/outbox")
final class OutboxController {

    private final Publication publication;

    OutboxController(Publication publication) {
        this.publication = publication;
    }

    /**
     * The backlog.
     *
     * @param documents documents that owe something
     * @param records records they owe
     * @param bytes their size, roughly
     * @param oldest when the oldest was decided
     * @param healthy whether Kafka took the last record that was sent
     * @param stuck documents with records that no repetition will bring through, and why
     * @param trouble why nothing is published and no change is taken, null when all is well
     */
    record Outbox(
            long documents,
            long records,
            long bytes,
            @Nullable Instant oldest,
            boolean healthy,
            Map<String, String> stuck,
            @Nullable String trouble) {}

    /** The backlog as measured last. */
    @Requires(Role.OPERATOR)
    @GetMapping
    Outbox outbox() {
        Backlog backlog = publication.backlog();
        return new Outbox(
                backlog.documents(),
                backlog.records(),
                backlog.bytes(),
                backlog.oldest(),
                publication.healthy(),
                publication.stuck(),
                publication.trouble().orElse(null));
    }
}
