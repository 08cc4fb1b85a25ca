package org.ratsnetz.board.federation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The read model of the councils ({@code ratsnetz.federation}).
 *
 * @param threads threads that hear, in this process
 * @param rebuildThreads threads that hear for a new generation
 * @param zone time zone of days
 * @param oldest how old figures may be that another process has changed meanwhile
 * @param youngest how long figures are kept although this process has changed some
 * @param watch how often a process looks which generation serves
 * @param fence how long the serving generation may stand still for a switch
 * @param turnPause how long a switch that did not come about waits for the next try
 * @param turns how often a switch is tried before the rebuild has failed
 * @param grace how long the data of the generation before are kept after a switch
 */
@Validated
@ConfigurationProperties("ratsnetz.federation")
public record FederationProperties(
        @DefaultValue("1") @Min(1) @Max(24) int threads,
        @DefaultValue("2") @Min(1) @Max(24) int rebuildThreads,
        @DefaultValue("Europe/Berlin") ZoneId zone,
        @DefaultValue("800ms") Duration oldest,
        @DefaultValue("20ms") Duration youngest,
        @DefaultValue("500ms") Duration watch,
        @DefaultValue("15s") Duration fence,
        @DefaultValue("30s") Duration turnPause,
        @DefaultValue("10") @Min(1) int turns,
        @DefaultValue("5s") Duration grace) {}
