package org.ratsnetz.council.register;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Filters;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.municipality.Municipalities;
import org.ratsnetz.events.Committee;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.ForeignResidents;
import org.ratsnetz.events.Seats;
import org.ratsnetz.platform.http.Answers;
import org.ratsnetz.platform.http.MergePatch;
import org.ratsnetz.platform.http.MergePatches;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.http.Write;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Keyset;
import org.ratsnetz.platform.publication.Stored;
import org.ratsnetz.platform.security.CouncilWrite;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register of councils over HTTP. */
@RestController
@RequestMapping("/api/councils")
class CouncilController {

    private static final Map<String, String> ORDERS =
            Map.of("name", "state.facts.name", "ags", "_id", "changedAt", "changedAt");

    private final Councils councils;
    private final Municipalities municipalities;
    private final MergePatches patches;

    CouncilController(Councils councils, Municipalities municipalities, MergePatches patches) {
        this.councils = councils;
        this.municipalities = municipalities;
        this.patches = patches;
    }

    /**
     * A council as everyone may see it.
     *
     * @param changedBy client of the last change
     * @param changedAt time of the last change
     */
    record CouncilView(
            String ags,
            String name,
            String district,
            String region,
            CouncilStatus state,
            Committee committee,
            SeatsView seats,
            @Nullable ForeignResidents foreignResidents,
            @Nullable Contact contact,
            String changedBy,
            Instant changedAt) {

        /** Seats by statute. */
        record SeatsView(int elected, int council) {

            static SeatsView of(Seats seats) {
                return new SeatsView(seats.elected(), seats.council());
            }
        }

        static CouncilView of(Stored<Council> stored) {
            CouncilFacts facts = stored.state().facts();
            return new CouncilView(
                    facts.ags(),
                    facts.name(),
                    facts.district(),
                    facts.region(),
                    facts.state(),
                    facts.committee(),
                    SeatsView.of(facts.seats()),
                    facts.foreignResidents(),
                    stored.state().contact(),
                    stored.changedBy(),
                    stored.changedAt());
        }
    }

    @GetMapping
    @PublicRead
    Page<CouncilView> list(
            @RequestParam Optional<String> region,
            @RequestParam Optional<String> district,
            @RequestParam Optional<CouncilStatus> state,
            @RequestParam Optional<String> q,
            Paging paging) {
        Paging.Sort sort = paging.sort(ORDERS, "name");
        List<Bson> filters = new ArrayList<>();
        region.ifPresent(value -> filters.add(eq("state.facts.region", value)));
        district.ifPresent(value -> filters.add(eq("state.facts.district", value)));
        state.ifPresent(value -> filters.add(eq("state.facts.state", value.name())));
        q.ifPresent(value -> filters.add(regex("state.facts.name", "^" + Pattern.quote(value), "i")));
        Keyset keyset = new Keyset(sort.field(), sort.descending());
        List<Object> after = paging.after(sort, 2);
        if (!after.isEmpty()) {
            Object value = after.get(0) instanceof Long millis ? Instant.ofEpochMilli(millis) : after.get(0);
            filters.add(keyset.beyond(value, after.get(1)));
        }
        Bson filter = filters.isEmpty() ? Filters.empty() : and(filters);
        List<Stored<Council>> found = sort.name().equals("name")
                ? councils.findByName(filter, keyset.order(), paging.limit() + 1)
                : councils.find(filter, keyset.order(), paging.limit() + 1);
        return paging.page(sort, found, CouncilView::of, stored -> List.of(place(sort, stored), stored.id()));
    }

    private static Object place(Paging.Sort sort, Stored<Council> stored) {
        return switch (sort.name()) {
            case "name" -> stored.state().facts().name();
            case "changedAt" -> stored.changedAt().toEpochMilli();
            default -> stored.id();
        };
    }

    @GetMapping("/{ags}")
    @PublicRead
    ResponseEntity<CouncilView> council(@PathVariable String ags) {
        return Answers.found(councils.find(municipalities.found(ags).ags()), CouncilView::of);
    }

    @PutMapping("/{ags}")
    @CouncilWrite(registrar = true)
    ResponseEntity<CouncilView> put(@PathVariable String ags, @Valid @RequestBody CouncilRecord record, Write write) {
        Authority author = Authority.of(write.caller(), ags);
        return Answers.of(
                councils.submit(write.command(known(ags), ags, 200, councils.writing(ags, record, author))),
                CouncilView::of,
                CouncilController::location);
    }

    @PatchMapping("/{ags}")
    @CouncilWrite(registrar = true)
    ResponseEntity<CouncilView> patch(@PathVariable String ags, @RequestBody MergePatch patch, Write write) {
        Authority author = Authority.of(write.caller(), ags);
        return Answers.of(
                councils.submit(write.command(known(ags), ags, 200, current -> {
                    if (current == null) {
                        throw new Refused(Problem.of(404, "council-unknown", ags));
                    }
                    CouncilRecord record = patches.apply(patch, current.record(), CouncilRecord.class);
                    return councils.correct(current, record, author);
                })),
                CouncilView::of,
                CouncilController::location);
    }

    private String known(String ags) {
        return municipalities.required("path/ags", ags).ags();
    }

    private static String location(Stored<Council> stored) {
        return "/api/councils/" + stored.id();
    }
}
