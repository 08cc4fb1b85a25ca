package org.ratsnetz.board.overview;

import java.time.InstantSource;
import java.time.ZoneId;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.finding.Findings;
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
            @Value("${ratsnetz.federation.zone:Europe/Berlin}") ZoneId zone) {
        return new Lines(federation, findings, Classes.load(), clock, zone);
    }
}
