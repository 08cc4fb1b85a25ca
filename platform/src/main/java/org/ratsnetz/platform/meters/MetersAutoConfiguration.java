package org.ratsnetz.platform.meters;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The current trace, and the clock that everything in a service reads. */
@AutoConfiguration(beforeName = "org.ratsnetz.platform.publication.PublicationAutoConfiguration")
public class MetersAutoConfiguration {

    @Bean
    CurrentTrace currentTrace(ObjectProvider<Tracer> tracer) {
        return new CurrentTrace(Optional.ofNullable(tracer.getIfAvailable()));
    }

    @Bean
    ContinuedTraces continuedTraces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new ContinuedTraces(tracer.getIfAvailable(), propagator.getIfAvailable());
    }

    /** Days begin and end where the councils are. Also the {@code InstantSource} to inject. */
    @Bean
    @ConditionalOnMissingBean(InstantSource.class)
    Clock clock() {
        return Clock.system(ZoneId.of("Europe/Berlin"));
    }
}
