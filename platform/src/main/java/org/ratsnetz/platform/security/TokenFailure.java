package org.ratsnetz.platform.security;

import org.ratsnetz.platform.problem.Problem;
import org.springframework.security.core.AuthenticationException;

/** A token that did not lead to a caller, with the problem to answer. */
final class TokenFailure extends AuthenticationException {

    private final transient Problem problem;

    TokenFailure(Problem problem, Exception cause) {
        super(cause.getMessage(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
