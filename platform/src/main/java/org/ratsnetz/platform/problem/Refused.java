package org.ratsnetz.platform.problem;

/** A request is refused for the reason that the problem gives. */
public final class Refused extends RuntimeException {

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.type());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
