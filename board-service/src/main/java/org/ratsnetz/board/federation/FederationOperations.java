package org.ratsnetz.board.federation;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.consumption.Holes;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.operations.Accepted;
import org.ratsnetz.platform.operations.Resyncs;
import org.ratsnetz.platform.operations.Task;
import org.ratsnetz.platform.operations.Tasks;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators may do to the read model: rebuild it, ask for documents again, see what it misses. */
@RestController
@RequestMapping("/api/operations/federation")
class FederationOperations implements Resyncs {

    private static final int MOST = 200;

    private final Generations generations;
    private final Tasks tasks;
    private final Accepted accepted;

    FederationOperations(Generations generations, Tasks tasks, Accepted accepted) {
        this.generations = generations;
        this.tasks = tasks;
        this.accepted = accepted;
    }

    /**
     * Which documents to ask for.
     *
     * @param ags AGS of the council
     * @param document one document of the council; absent: all that are known
     */
    record Resync(
            @Pattern(regexp = "[0-9]{8}") String ags,

            @Nullable @Pattern(regexp = "[0-9]{8}(/[!-~]{1,200})?")
            String document) {

        private boolean owns(String other) {
            return other.equals(ags) || other.startsWith(ags + "/");
        }
    }

    /** Makes the read model anew from the topics, beside the one that serves. */
    @Requires(Role.OPERATOR)
    @PostMapping("/rebuild")
    ResponseEntity<Task> rebuild(Caller caller) {
        return accepted.answer(tasks.ask(Rebuild.KIND, caller.client(), Map.of()));
    }

    /** Asks a council's publisher to restate documents. */
    @Requires(Role.OPERATOR)
    @PostMapping("/resync")
    ResponseEntity<Task> resync(@Valid @RequestBody Resync wish, Caller caller) {
        if (wish.document() != null && !wish.owns(wish.document())) {
            throw new Refused(Problem.invalid(List.of(Problem.Invalid.of("/document", "foreign-document"))));
        }
        Set<String> documents = new LinkedHashSet<>();
        if (wish.document() != null) {
            documents.add(wish.document());
        } else {
            documents.add(wish.ags());
            generations
                    .serving()
                    .documents()
                    .find(Filters.eq("ags", wish.ags()))
                    .projection(Projections.include("_id"))
                    .forEach(found -> documents.add(found.getString("_id")));
        }
        generations.serving().holes().ask(wish.ags(), documents);
        return accepted.answer(
                tasks.done("resync", caller.client(), Map.of("ags", wish.ags(), "documents", documents.size())));
    }

    /** Documents that miss an event, oldest first; those that were asked for often enough need help. */
    @Requires(Role.OPERATOR)
    @GetMapping("/holes")
    Page<Holes.Open> holes() {
        List<Holes.Open> open = generations.serving().holes().open(MOST);
        return new Page<>(open, null);
    }

    @Override
    public boolean serves(String group) {
        return group.equals(Generations.GROUP);
    }

    @Override
    public void ask(String key, String document) {
        generations.serving().holes().ask(key, List.of(document));
    }
}
