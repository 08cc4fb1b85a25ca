package org.ratsnetz.platform.start;

import org.ratsnetz.platform.publication.RestoreUnfinished;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that a restore has to be ended first. */
final class HalfRestored extends AbstractFailureAnalyzer<RestoreUnfinished> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RestoreUnfinished cause) {
        return new FailureAnalysis(
                "The service does not start: " + cause.getMessage() + ".",
                "Run the restore again, wait for its end, then start again.",
                cause);
    }
}
