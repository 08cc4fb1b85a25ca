package org.ratsnetz.platform.http;

import java.util.List;
import java.util.Map;
import org.ratsnetz.platform.problem.Problem;

/** The problem of query, path or header parameters that are not as they must be. */
final class BadParameters {

    private BadParameters() {}

    static Problem problem(List<Problem.Invalid> errors) {
        return new Problem("bad-parameter", 400, List.of(), List.copyOf(errors), null, Map.of());
    }
}
