package org.ratsnetz.council.mandate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.ratsnetz.council.register.Councils;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.DocumentKind;
import org.ratsnetz.platform.publication.GroupCommit;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.springframework.stereotype.Component;

/** All mandates. A mandate's document has the id {@code <ags>/<mandate id>}. */
@Component
public class Mandates {

    private static final int ID_BYTES = 12;

    private final GroupCommit<Mandate> documents;
    private final Councils councils;

    Mandates(Publication publication, Councils councils) {
        this.documents = publication.open(
                new DocumentKind<>(Mandate.class, "mandates", 1, CouncilEvent.TOPIC, "/council-service"));
        this.councils = councils;
        documents.index("begin", "key", "state.facts.begin", "_id");
        documents.index("changedAt", "key", "changedAt", "_id");
    }

    /** Id of the mandate that a council knows by this key: the same for every repetition. */
    public static String idByExternalId(String ags, String externalId) {
        return hash("external", ags, externalId);
    }

    /** Id of a mandate that a client creates under an idempotency key: the same for every repetition. */
    static String idByKey(String ags, String client, String key) {
        return hash("key", ags, client, key);
    }

    /** An id for a mandate that nobody can repeat. */
    static String newId() {
        return hash("new", UUID.randomUUID().toString());
    }

    private static String hash(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Id of a mandate's document. */
    public static String document(String ags, String id) {
        return Mandate.document(ags, id);
    }

    /**
     * Enters a mandate, or makes it what the record says where it exists.
     *
     * @throws Refused 404 or 409 when there is no such living council; 422 when the record names another
     */
    public Decision<Mandate> writing(String ags, String id, MandateRecord record) {
        requireOwn(ags, record);
        councils.requireActive(ags);
        return current -> current == null ? Mandate.begin(ags, id, record) : current.write(record);
    }

    void requireOwn(String ags, MandateRecord record) {
        if (record.ags() != null && !record.ags().equals(ags)) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("/ags", "other-ags", ags))));
        }
    }

    /** Queues a command on a mandate. */
    public CompletableFuture<Result<Mandate>> submit(Command<Mandate> command) {
        return documents.submit(command);
    }

    /** Has a mandate told again; refused with 404 where there is none. */
    public CompletableFuture<Result<Mandate>> restate(String ags, String id, String by) {
        return documents.submit(Command.internal(
                document(ags, id),
                ags,
                by,
                current -> current == null ? Outcome.refused(Problem.of(404, "not-found")) : current.restate()));
    }

    /** Erases a person from the public topic again, where the mandate has none. */
    public CompletableFuture<Result<Mandate>> bury(String ags, String id) {
        return documents.submit(Command.internal(
                document(ags, id),
                ags,
                "graveyard",
                current -> current == null ? Outcome.refused(Problem.of(404, "not-found")) : current.bury()));
    }

    /** Which of these were erased from their mandates. */
    public List<PersonFacts> erasedAmong(List<PersonFacts> people) {
        Set<String> ids = people.stream()
                .map(person -> document(person.ags(), person.mandate()))
                .collect(Collectors.toSet());
        Set<String> erased =
                documents
                        .find(and(in("_id", ids), exists("state.person", false)), ascending("_id"), ids.size())
                        .stream()
                        .map(Stored::id)
                        .collect(Collectors.toSet());
        return people.stream()
                .filter(person -> erased.contains(document(person.ags(), person.mandate())))
                .distinct()
                .toList();
    }

    /** The sequence of the last event of each mandate's document of a council. */
    public Map<String, Long> sequences(String ags) {
        return documents.sequences(ags);
    }

    /** A mandate as a majority of the database has it. */
    public Optional<Stored<Mandate>> find(String ags, String id) {
        return documents.find(document(ags, id));
    }

    /** Those of these documents that there are. */
    public List<Stored<Mandate>> find(Collection<String> ids) {
        return documents.find(in("_id", ids), ascending("_id"), Math.max(ids.size(), 1));
    }

    List<Stored<Mandate>> find(Bson filter, Bson sort, int limit) {
        return documents.find(filter, sort, limit);
    }
}
