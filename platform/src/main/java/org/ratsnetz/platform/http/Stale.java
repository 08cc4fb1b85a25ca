package org.ratsnetz.platform.http;

import org.ratsnetz.platform.problem.Problem;

/** A refused write, with the entity tag of the document as it stands. */
final class Stale extends RuntimeException {

    private final transient Problem problem;
    private final String etag;

    Stale(Problem problem, String etag) {
        super(problem.type());
        this.problem = problem;
        this.etag = etag;
    }

    Problem problem() {
        return problem;
    }

    String etag() {
        return etag;
    }
}
