package org.ratsnetz.platform.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;

/** Problem documents for whoever answers over HTTP. */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration")
public class ProblemAutoConfiguration {

    @Bean
    ProblemDocuments problemDocuments(MessageSource messages) {
        return new ProblemDocuments(messages);
    }
}
