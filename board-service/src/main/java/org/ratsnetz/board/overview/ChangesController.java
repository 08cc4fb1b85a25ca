package org.ratsnetz.board.overview;

import java.util.List;
import java.util.Map;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.federation.Snapshot;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What one council has changed last, public. */
@RestController
class ChangesController {

    private final FederationView federation;

    ChangesController(FederationView federation) {
        this.federation = federation;
    }

    /**
     * The newest changes of a council, each document with its last one.
     *
     * @param items changes, newest first, twenty at most
     * @param asOf last applied offset by topic and partition: the changes include at least that much
     */
    record CouncilChanges(List<Overview.Change> items, Map<String, Map<Integer, Long>> asOf) {}

    @PublicRead
    @GetMapping("/api/federation/councils/{ags}/changes")
    CouncilChanges changes(@PathVariable String ags) {
        Snapshot snapshot = federation.latest(ags);
        if (snapshot.rows().isEmpty()) {
            throw new Refused(Problem.of(404, "not-found"));
        }
        return new CouncilChanges(Overview.Change.of(snapshot), snapshot.asOf().offsets());
    }
}
