package org.ratsnetz.notification.mail;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the mail relay's settings. */
final class UnfitRelay extends AbstractFailureAnalyzer<RelayUnfit> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RelayUnfit cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
