package org.ratsnetz.board.overview;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.ZoneId;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.finding.Findings;
import org.ratsnetz.events.CouncilStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the lines together. */
@Configuration(proxyBeanMethods = false)
class OverviewConfiguration {

    @Bean
    Lines lines(
            FederationView federation,
            Findings findings,
            InstantSource clock,
            MeterRegistry meters,
            @Value("${ratsnetz.federation.zone:Europe/Berlin}") ZoneId zone) {
        Lines lines = new Lines(federation, findings, Classes.load(), clock, zone);
        Gauge.builder(
                        "ratsnetz.federation.councils",
                        lines,
                        all -> all.count(line -> line.state() == CouncilStatus.ACTIVE))
                .description("Active councils")
                .register(meters);
        Gauge.builder("ratsnetz.federation.councils.silent", lines, all -> all.count(CouncilLine::silent))
                .description("Active councils that have changed nothing for too long")
                .register(meters);
        return lines;
    }
}
