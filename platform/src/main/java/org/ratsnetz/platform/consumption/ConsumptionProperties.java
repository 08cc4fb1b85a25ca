package org.ratsnetz.platform.consumption;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are heard ({@code ratsnetz.consumption}).
 *
 * @param batch most records of a batch
 * @param firstPause pause after the first failure of a batch for an outage; doubles each time
 * @param longestPause longest such pause
 * @param holeWait how long a hole may stay before the publisher is asked to restate; doubles with each request
 * @param requests how many requests to restate a document before only the operator can help
 * @param tick how often holes, lag and the operators' wishes are looked at
 */
@Validated
@ConfigurationProperties("ratsnetz.consumption")
public record ConsumptionProperties(
        @DefaultValue("4000") @Min(1) @Max(100_000) int batch,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("10s") Duration longestPause,
        @DefaultValue("30s") Duration holeWait,
        @DefaultValue("3") @Min(1) int requests,
        @DefaultValue("1s") Duration tick) {}
