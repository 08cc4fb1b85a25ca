package org.ratsnetz.council.mandate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import jakarta.validation.Valid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.council.register.Authority;
import org.ratsnetz.council.register.Councils;
import org.ratsnetz.events.MandateFacts;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.MandateStatus;
import org.ratsnetz.platform.http.Answers;
import org.ratsnetz.platform.http.MergePatch;
import org.ratsnetz.platform.http.MergePatches;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.http.Write;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Decision;
import org.ratsnetz.platform.publication.Keyset;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Stored;
import org.ratsnetz.platform.security.CouncilWrite;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A council's mandates over HTTP. */
@RestController
@RequestMapping("/api/councils/{ags}/mandates")
class MandateController {

    private static final Map<String, String> ORDERS = Map.of("begin", "state.facts.begin", "changedAt", "changedAt");

    private final Mandates mandates;
    private final Councils councils;
    private final Municipalities municipalities;
    private final MergePatches patches;

    MandateController(Mandates mandates, Councils councils, Municipalities municipalities, MergePatches patches) {
        this.mandates = mandates;
        this.councils = councils;
        this.municipalities = municipalities;
        this.patches = patches;
    }

    /**
     * A mandate as everyone may see it.
     *
     * @param person who holds it; none once it is withdrawn
     * @param changedBy client of the last change
     * @param changedAt time of the last change
     */
    record MandateView(
            String id,
            @Nullable String externalId,
            MandateRecord.@Nullable Person person,
            MandateKind kind,
            @Nullable String list,
            @Nullable String office,
            LocalDate begin,
            @Nullable LocalDate end,
            @Nullable String successor,
            MandateStatus state,
            String changedBy,
            Instant changedAt) {

        static MandateView of(Stored<Mandate> stored) {
            Mandate mandate = stored.state();
            MandateFacts facts = mandate.facts();
            return new MandateView(
                    facts.id(),
                    mandate.externalId(),
                    mandate.person(),
                    facts.kind(),
                    facts.list(),
                    facts.office(),
                    facts.begin(),
                    facts.end(),
                    facts.successor(),
                    facts.state(),
                    stored.changedBy(),
                    stored.changedAt());
        }
    }

    @GetMapping
    @PublicRead
    Page<MandateView> list(
            @PathVariable String ags,
            @RequestParam Optional<LocalDate> at,
            @RequestParam Optional<MandateKind> kind,
            @RequestParam Optional<MandateStatus> state,
            Paging paging) {
        if (councils.find(municipalities.found(ags).ags()).isEmpty()) {
            throw new Refused(Problem.of(404, "council-unknown", ags));
        }
        Paging.Sort sort = paging.sort(ORDERS, "begin");
        List<Bson> filters = new ArrayList<>(List.of(eq("key", ags)));
        at.ifPresent(day -> filters.add(aliveOn(day)));
        kind.ifPresent(value -> filters.add(eq("state.facts.kind", value.name())));
        state.ifPresent(value -> filters.add(eq("state.facts.state", value.name())));
        Keyset keyset = new Keyset(sort.field(), sort.descending());
        List<Object> after = paging.after(sort, 2);
        if (!after.isEmpty() && after.get(0) instanceof Long millis) {
            filters.add(keyset.beyond(Instant.ofEpochMilli(millis), after.get(1)));
        }
        List<Stored<Mandate>> found = mandates.find(and(filters), keyset.order(), paging.limit() + 1);
        return paging.page(sort, found, MandateView::of, stored -> List.of(place(sort, stored), stored.id()));
    }

    private static Bson aliveOn(LocalDate day) {
        return and(
                ne("state.facts.state", MandateStatus.WITHDRAWN.name()),
                lte("state.facts.begin", day),
                or(exists("state.facts.end", false), gte("state.facts.end", day)));
    }

    private static Object place(Paging.Sort sort, Stored<Mandate> stored) {
        return "changedAt".equals(sort.name())
                ? stored.changedAt().toEpochMilli()
                : stored.state()
                        .facts()
                        .begin()
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
    }

    @GetMapping("/{id}")
    @PublicRead
    ResponseEntity<MandateView> mandate(@PathVariable String ags, @PathVariable String id) {
        return Answers.found(mandates.find(municipalities.found(ags).ags(), id), MandateView::of);
    }

    @PostMapping
    @CouncilWrite(registrar = true)
    ResponseEntity<MandateView> enter(@PathVariable String ags, @Valid @RequestBody MandateRecord record, Write write) {
        known(ags);
        String id = id(ags, record, write);
        Decision<Mandate> writing = mandates.writing(ags, id, record, Authority.of(write.caller(), ags));
        return Answers.of(
                mandates.submit(write.creation(
                        Mandates.document(ags, id),
                        ags,
                        current -> current == null
                                ? writing.decide(null)
                                : Outcome.refused(Problem.of(409, "mandate-exists", id)))),
                MandateView::of,
                MandateController::location);
    }

    private static String id(String ags, MandateRecord record, Write write) {
        if (record.externalId() != null) {
            return Mandates.idByExternalId(ags, record.externalId());
        }
        return write.key()
                .map(key -> Mandates.idByKey(ags, write.caller().client(), key))
                .orElseGet(Mandates::newId);
    }

    /**
     * Changes a mandate. A last day that is taken away ({@code "end": null}) makes it active again. One that was withdrawn comes back
     * by {@code "state"} with its {@code "person"} given again, since nobody here knows any more who it was.
     */
    @PatchMapping("/{id}")
    @CouncilWrite(registrar = true)
    ResponseEntity<MandateView> patch(
            @PathVariable String ags, @PathVariable String id, @RequestBody MergePatch patch, Write write) {
        Decision<Mandate> patching = current -> {
            if (current == null) {
                throw new Refused(Problem.of(404, "not-found"));
            }
            if (!patch.touches("state")) {
                current.requireLiving();
            }
            MandateRecord record = patches.apply(patch, current.record(), MandateRecord.class);
            mandates.requireOwn(ags, record);
            return current.write(record);
        };
        Authority author = Authority.of(write.caller(), ags);
        return changed(ags, id, write, councils.standing(known(ags)).entering(author, patching));
    }

    /** Withdraws a mandate that was entered in error: it never counted, and its person is erased. A PATCH can take that back. */
    @DeleteMapping("/{id}")
    @CouncilWrite(registrar = true)
    ResponseEntity<MandateView> withdraw(@PathVariable String ags, @PathVariable String id, Write write) {
        Decision<Mandate> withdrawing =
                current -> current == null ? Outcome.refused(Problem.of(404, "not-found")) : current.withdraw();
        Authority author = Authority.of(write.caller(), ags);
        return changed(ags, id, write, councils.standing(known(ags)).takingBack(author, withdrawing));
    }

    private ResponseEntity<MandateView> changed(String ags, String id, Write write, Decision<Mandate> decision) {
        return Answers.of(
                mandates.submit(write.command(Mandates.document(ags, id), ags, 200, decision)),
                MandateView::of,
                MandateController::location);
    }

    private String known(String ags) {
        return municipalities.required("path/ags", ags).ags();
    }

    private static String location(Stored<Mandate> stored) {
        return "/api/councils/" + stored.key() + "/mandates/"
                + stored.state().facts().id();
    }
}
