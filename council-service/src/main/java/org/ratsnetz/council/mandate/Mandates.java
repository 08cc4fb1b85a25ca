package org.ratsnetz.council.mandate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.register.Authority;
import org.ratsnetz.council.register.Councils;
import org.ratsnetz.events.CouncilEvent;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.events.PersonFacts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.DocumentKind;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.GroupCommit;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.publication.Restatement;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/** All mandates. A mandate's document has the id {@code <ags>/<mandate id>}. */
@Component
public class Mandates {

    private static final int ID_BYTES = 12;

    /** Who erases again what a backup brought back. */
    private static final String ERASURE = "ratsnetz-erasure";

    /** Who changes a mandate because another document has changed. */
    private static final String SUCCESSION = "ratsnetz-succession";

    private static final Restatement<Mandate> RESTATEMENT = new Restatement<>() {
        @Override
        public List<Emission> of(Mandate mandate) {
            return mandate.restated();
        }

        @Override
        public List<Emission> gone(String id) {
            int slash = id.indexOf('/');
            return slash < 0 ? List.of() : Mandate.gone(id.substring(0, slash), id.substring(slash + 1));
        }

        @Override
        public Set<String> facts() {
            return Set.of(PersonFacts.TOPIC);
        }
    };

    private final GroupCommit<Mandate> documents;
    private final Councils councils;

    Mandates(Publication publication, Councils councils) {
        this.documents = publication.open(
                new DocumentKind<>(Mandate.class, "mandates", 1, CouncilEvent.TOPIC, "/council-service", RESTATEMENT));
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
     * @throws Refused 422 when the record names another council, or a state
     */
    public Decision<Mandate> writing(String ags, String id, MandateRecord record, Authority author) {
        requireOwn(ags, record);
        if (record.state() != null) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("/state", "state-follows"))));
        }
        return councils.standing(ags)
                .entering(author, current -> current == null ? Mandate.begin(ags, id, record) : current.write(record));
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
        return documents.restate(document(ags, id), ags, by);
    }

    /**
     * Repeats on the public topic who holds a mandate, or that nobody does any more, where an older record that says something else
     * came up behind the right one.
     *
     * @param stored the mandate
     * @param heard the record, null where it says that there is nobody
     * @param envelope its envelope
     */
    public Optional<CompletableFuture<Result<Mandate>>> correct(
            Stored<Mandate> stored, @Nullable PersonFacts heard, Envelope envelope) {
        boolean older = envelope.epoch() < stored.epoch()
                || (envelope.epoch() == stored.epoch() && envelope.sequence() < stored.sequence());
        if (!older || !stored.state().contradicts(heard)) {
            return Optional.empty();
        }
        Decision<Mandate> correction = current -> current == null
                ? missing()
                : current.person() == null ? current.bury() : new Outcome.Told<>(current.restated());
        return Optional.of(documents.submit(Command.internal(stored.id(), stored.key(), "graveyard", correction)));
    }

    /** Whether a record on the public topic stands for an erased person whose mandate was real: no gender, the name in brackets. */
    public static boolean isErased(PersonFacts person) {
        return person.gender() == null && person.name().matches("\\(.*\\)");
    }

    /**
     * Repeats an erasure that a backup does not know: the mandate is withdrawn, or its holder has the name that was put in place.
     *
     * @param stored the mandate as it came back
     * @param instead what the public topic says, null where it says that there is nobody
     */
    public CompletableFuture<Result<Mandate>> eraseAgain(Stored<Mandate> stored, @Nullable PersonFacts instead) {
        return documents.submit(Command.internal(
                stored.id(),
                stored.key(),
                ERASURE,
                current -> current == null
                        ? missing()
                        : instead == null ? current.withdraw() : current.write(current.heldBy(instead.name()))));
    }

    /** Mandates of all councils in the order of their documents' ids, after that one. */
    public List<Stored<Mandate>> after(String id, int limit) {
        return documents.find(gt("_id", id), ascending("_id"), limit);
    }

    /** Ends a mandate with its council, where it is still active. */
    public CompletableFuture<Result<Mandate>> cease(String ags, String id, LocalDate day) {
        return documents.submit(Command.internal(
                document(ags, id), ags, SUCCESSION, current -> current == null ? missing() : current.cease(day)));
    }

    /**
     * Lets a substitute follow on the seat of a mandate that has ended.
     *
     * @param id the substitute's mandate
     * @param ended the mandate that has ended, in the same council
     * @param sequence sequence of the event that ended it
     */
    public CompletableFuture<Result<Mandate>> follow(String id, MandateFacts ended, long sequence) {
        return documents.submit(Command.internal(
                document(ended.ags(), id),
                ended.ags(),
                SUCCESSION,
                current -> current == null ? missing() : current.follow(ended, sequence)));
    }

    /**
     * Lets whoever followed on the seat of a mandate step back from it, since that mandate has no last day any more.
     *
     * @param id the mandate that followed
     * @param restored the mandate that goes on, in the same council
     * @param sequence sequence of the event that took its last day away
     */
    public CompletableFuture<Result<Mandate>> stepBack(String id, MandateFacts restored, long sequence) {
        return documents.submit(Command.internal(
                document(restored.ags(), id),
                restored.ags(),
                SUCCESSION,
                current -> current == null ? missing() : current.stepBack(restored, sequence)));
    }

    /** Mandates that followed on the seat of this one. */
    public List<Stored<Mandate>> followers(String ags, String id, int limit) {
        return documents.find(and(eq("key", ags), eq("state.followed.mandate", id)), ascending("_id"), limit);
    }

    private static Outcome<Mandate> missing() {
        return Outcome.refused(Problem.of(404, "not-found"));
    }

    /**
     * Waits until reactions to events are durable, or found to be pointless.
     *
     * @throws TransientDataAccessException when the service was too busy for one; the same events again will do
     */
    public static void settle(List<CompletableFuture<Result<Mandate>>> reactions) {
        for (CompletableFuture<Result<Mandate>> reaction : reactions) {
            if (reaction.join() instanceof Result.Refused<Mandate>(Problem problem, var _)
                    && problem.retryAfter() != null) {
                throw new TransientDataAccessResourceException("not now: " + problem.type());
            }
        }
    }

    /** Active mandates of a council in the order of their ids, after that one. */
    public List<Stored<Mandate>> active(String ags, String afterId, int limit) {
        return documents.find(
                and(
                        eq("key", ags),
                        eq("state.facts.state", MandateStatus.ACTIVE.name()),
                        gt("_id", document(ags, afterId))),
                ascending("_id"),
                limit);
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
