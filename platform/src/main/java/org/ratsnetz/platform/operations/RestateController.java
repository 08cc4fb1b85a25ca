package org.ratsnetz.platform.operations;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.publication.Publication;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has all documents of this service told again. */
@RestController
@RequestMapping("/api/operations/${ratsnetz.operations.area}/restate")
final class RestateController {

    private final Restates restates;
    private final Publication publication;
    private final Accepted accepted;

    RestateController(Restates restates, Publication publication, Accepted accepted) {
        this.restates = restates;
        this.publication = publication;
        this.accepted = accepted;
    }

    /**
     * What to tell.
     *
     * @param older true where the database is older than its topics and is to hold as it is: its documents go on in a new epoch, and
     *     what was told since is taken back
     */
    record Restate(@Nullable Boolean older) {}

    /** Tells every document again, those that are no more too. A reader that has them drops that. */
    @Requires(Role.OPERATOR)
    @PostMapping
    ResponseEntity<Task> restate(@RequestBody Restate wish, Caller caller) {
        boolean older = Boolean.TRUE.equals(wish.older());
        if (older != publication.trouble().isPresent()) {
            throw new Refused(Problem.of(409, older ? "not-older" : "older-database"));
        }
        if (older) {
            publication.acceptOlder();
        } else {
            publication.wantRestating();
        }
        return accepted.answer(restates.ask(caller.client()));
    }
}
