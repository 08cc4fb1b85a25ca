package org.ratsnetz.platform.publication;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ratsnetz.platform.crash.Door;
import org.ratsnetz.platform.crash.Marked;

/**
 * A process of the crash lab that writes and publishes as a service does, by group commit, relay and sweeper, without all that is
 * around them. It is asked {@code write <document> <mark> <content version seen, or -1>} and {@code failed}.
 *
 * <p>Properties: {@code lab.delivery}, milliseconds after which a record counts as not delivered; those of {@link Unreliable}.
 */
public final class PublisherMain {

    private static final int DELIVERY = Integer.getInteger("lab.delivery", 4_000);

    private PublisherMain() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments MongoDB, Kafka, name of database and topics
     */
    public static void main(String[] arguments) throws IOException {
        Doubt doubt = new Doubt();
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(arguments[0]))
                .applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(1, TimeUnit.SECONDS).addClusterListener(doubt))
                .build());
        MeterRegistry registry = new SimpleMeterRegistry();
        Publication publication = new Publication(
                client.getDatabase(arguments[2]),
                new Unreliable(settings(arguments[1])),
                properties(),
                InstantSource.system(),
                registry,
                new Tails(arguments[1], () -> {}),
                doubt);
        GroupCommit<Marked> documents = publication.open(
                new DocumentKind<>(Marked.class, "marked", 1, arguments[2] + "-events", "/lab", new NeverRestored()));
        publication.start();
        Door.open(question -> question.equals("failed")
                ? Long.toString(
                        (long) registry.get("ratsnetz.relay.failed").counter().count())
                : write(documents, question.split(" ", -1)));
    }

    /** Those of the services, but sooner tired. */
    private static Map<String, Object> settings(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(PublicationAutoConfiguration.producer(bootstrapServers));
        settings.put("max.block.ms", 500);
        settings.put("request.timeout.ms", DELIVERY / 2);
        settings.put("delivery.timeout.ms", DELIVERY);
        return settings;
    }

    /** The lab also writes to the topic by hand: a publisher must not take that for what its database has forgotten. */
    private static PublicationProperties properties() {
        Bench.Limits limits = new Bench.Limits();
        limits.ownTopics = false;
        return limits.properties();
    }

    private static String write(GroupCommit<Marked> documents, String[] words) {
        String document = words[1];
        String mark = words[2];
        long seen = Long.parseLong(words[3]);
        UUID hash = UUID.nameUUIDFromBytes(mark.getBytes(StandardCharsets.UTF_8));
        Result<Marked> result = documents
                .submit(new Command<>(
                        document,
                        Marked.key(document),
                        "lab",
                        seen < 0 ? new Precondition.None() : new Precondition.Matches(Set.of("\"1." + seen + "\"")),
                        new IdempotencyKey(hash.getMostSignificantBits(), hash.getLeastSignificantBits(), 200),
                        null,
                        null,
                        100,
                        current -> Marked.written(document, mark, current)))
                .join();
        return switch (result) {
            case Result.Written<Marked>(Stored<Marked> stored, boolean _) -> "written " + stored.content();
            case Result.Replayed<Marked>(Stored<Marked> stored, int _) -> "replayed " + stored.content();
            case Result.Unchanged<Marked>(Stored<Marked> stored) -> "unchanged " + stored.content();
            case Result.Refused<Marked> refused ->
                refused.problem().status() == 412 && refused.current() != null
                        ? "stale " + refused.current().content()
                        : "refused " + refused.problem().status();
        };
    }

    /** Nothing is put back in the lab: what is told twice there is a fault. */
    private static final class NeverRestored implements Restatement<Marked> {

        @Override
        public List<Emission> of(Marked state) {
            throw new IllegalStateException("a document was to be told again");
        }

        @Override
        public List<Emission> gone(String id) {
            throw new IllegalStateException(id + " was to be told again");
        }
    }
}
