package org.ratsnetz.platform.operations;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** Answers 202 with where the task is to be found. */
public final class Accepted {

    private final OperationsProperties properties;

    Accepted(OperationsProperties properties) {
        this.properties = properties;
    }

    /** The answer. */
    public ResponseEntity<Task> answer(Task task) {
        return ResponseEntity.accepted()
                .location(URI.create(properties.path("tasks/" + task.id())))
                .body(task);
    }
}
