package org.ratsnetz.platform.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that the database has to be named. */
final class UnnamedDatabase extends AbstractFailureAnalyzer<DatabaseNotNamed> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseNotNamed cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Set it, for example by the environment variable SPRING_MONGODB_URI.", cause);
    }
}
