package org.ratsnetz.council.register;

import static com.mongodb.client.model.Sorts.ascending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bson.conversions.Bson;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.council.municipality.Municipality;
import org.ratsnetz.events.CouncilEvent;
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
import org.springframework.stereotype.Component;

/** All councils of the register. A council's document has its AGS as id. */
@Component
public class Councils {

    /** How old a mandate's knowledge of its council may be; figures ignore ceased councils anyway. */
    private static final Duration STANDING_AGE = Duration.ofSeconds(5);

    private static final int MOST = 1000;

    /** Names are listed as a German reader looks for them: Übach between Troisdorf and Unna. */
    private static final Collation GERMAN = Collation.builder().locale("de").build();

    private static final Restatement<Council> RESTATEMENT = new Restatement<>() {
        @Override
        public List<Emission> of(Council council) {
            return council.restated();
        }

        @Override
        public List<Emission> gone(String id) {
            return id.contains("/") ? List.of() : Council.gone(id);
        }
    };

    private final GroupCommit<Council> documents;
    private final Municipalities municipalities;
    private final Cache<String, Standing> standings = Caffeine.newBuilder()
            .expireAfterWrite(STANDING_AGE)
            .maximumSize(MOST)
            .build();

    Councils(Publication publication, Municipalities municipalities) {
        this.documents = publication.open(
                new DocumentKind<>(Council.class, "councils", 1, CouncilEvent.TOPIC, "/council-service", RESTATEMENT));
        this.municipalities = municipalities;
        documents.index("name-german", GERMAN, "state.facts.name", "_id");
        documents.index("changedAt", "changedAt", "_id");
    }

    /**
     * Writes a council's whole record; the registrar may create it so.
     *
     * @throws Refused 422 when no municipality has that AGS, or the record names another
     */
    public Decision<Council> writing(String ags, CouncilRecord record, Authority author) {
        Municipality municipality = municipality(ags, record);
        return current -> {
            if (current != null) {
                return current.write(record, author);
            }
            return author.registrar()
                    ? Council.register(municipality, record)
                    : Outcome.refused(Problem.of(404, "council-unknown", ags));
        };
    }

    /**
     * Corrects some of a council's record.
     *
     * @throws Refused 422 when no municipality has that AGS, or the record names another
     */
    Outcome<Council> correct(Council current, CouncilRecord record, Authority author) {
        municipality(current.facts().ags(), record);
        return current.correct(record, author);
    }

    private Municipality municipality(String ags, CouncilRecord record) {
        Municipality municipality = municipalities.required("/ags", ags);
        if (record.ags() != null && !record.ags().equals(ags)) {
            throw new Refused(Problem.invalid(List.of(Invalid.of("/ags", "other-ags", ags))));
        }
        return municipality;
    }

    /** Queues a command on a council. */
    public CompletableFuture<Result<Council>> submit(Command<Council> command) {
        return documents.submit(command).whenComplete((result, failure) -> standings.invalidate(command.document()));
    }

    /** Has a council told again; refused with 404 where there is none. */
    public CompletableFuture<Result<Council>> restate(String ags, String by) {
        return documents.restate(ags, ags, by);
    }

    /** A council as a majority of the database has it. */
    public Optional<Stored<Council>> find(String ags) {
        return documents.find(ags);
    }

    /** Those of these councils that there are. */
    public List<Stored<Council>> find(Collection<String> ags) {
        return documents.find(Filters.in("_id", ags), ascending("_id"), Math.max(ags.size(), 1));
    }

    List<Stored<Council>> find(Bson filter, Bson sort, int limit) {
        return documents.find(filter, sort, limit);
    }

    List<Stored<Council>> findByName(Bson filter, Bson sort, int limit) {
        return documents.find(filter, sort, GERMAN, limit);
    }

    /** All of them, by AGS. */
    public List<Stored<Council>> all() {
        return documents.find(Filters.empty(), ascending("_id"), MOST);
    }

    /** What the mandates of a council have to know of it, as it was a few seconds ago at the worst. */
    public Standing standing(String ags) {
        Standing known = standings.get(
                ags,
                key -> documents
                        .find(key)
                        .map(Stored::state)
                        .map(council -> new Standing(key, council.facts().state(), council.keepsItsOwn()))
                        .orElse(null));
        return known == null ? new Standing(ags, null, false) : known;
    }
}
