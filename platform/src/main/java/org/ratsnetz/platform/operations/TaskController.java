package org.ratsnetz.platform.operations;

import java.util.List;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tasks and how far they are. */
@RestController
@RequestMapping("/api/operations/${ratsnetz.operations.area}/tasks")
final class TaskController {

    private static final int MOST = 100;

    private final Tasks tasks;
    private final Accepted accepted;

    TaskController(Tasks tasks, Accepted accepted) {
        this.tasks = tasks;
        this.accepted = accepted;
    }

    /** The newest tasks. */
    @Requires(Role.OPERATOR)
    @GetMapping
    Page<Task> list() {
        List<Task> newest = tasks.newest(MOST);
        return new Page<>(newest, null);
    }

    /** One task. */
    @Requires(Role.OPERATOR)
    @GetMapping("/{id}")
    Task one(@PathVariable String id) {
        return tasks.find(id).orElseThrow(() -> new Refused(Problem.of(404, "not-found")));
    }

    /** Gives a task up. What it has made is dropped; what serves stays. */
    @Requires(Role.OPERATOR)
    @PostMapping("/{id}/abandon")
    ResponseEntity<Task> abandon(@PathVariable String id) {
        if (!tasks.abandon(id)) {
            throw new Refused(Problem.of(
                    tasks.find(id).isPresent() ? 409 : 404, tasks.find(id).isPresent() ? "conflict" : "not-found"));
        }
        return accepted.answer(one(id));
    }
}
