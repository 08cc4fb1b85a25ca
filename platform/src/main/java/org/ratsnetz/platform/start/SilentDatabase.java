package org.ratsnetz.platform.start;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which database does not answer, without the password that its address may hold. */
final class SilentDatabase extends AbstractFailureAnalyzer<MongoException> {

    private final Environment environment;

    SilentDatabase(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MongoException cause) {
        return new FailureAnalysis(
                "MongoDB at " + hosts() + " does not do its work: " + cause.getMessage(),
                "See that it runs and is the one that SPRING_MONGODB_URI names, then start again.",
                cause);
    }

    private String hosts() {
        return String.join(
                ",", new ConnectionString(environment.getProperty("spring.mongodb.uri", "mongodb://?")).getHosts());
    }
}
