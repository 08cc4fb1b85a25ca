package org.ratsnetz.notification.fanout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events become messages ({@code ratsnetz.fanout}).
 *
 * @param page subscribers at a time
 * @param oldest events that are older when they are first seen bring no message
 * @param importQuiet an import counts as over in a council when nothing more of it came for so long
 * @param lease so long after its last sign of life another process takes over from the one that tells audiences
 */
@Validated
@ConfigurationProperties("ratsnetz.fanout")
record FanOutProperties(
        @DefaultValue("1000") @Min(1) @Max(10_000) int page,
        @DefaultValue("24h") Duration oldest,
        @DefaultValue("30s") Duration importQuiet,
        @DefaultValue("10s") Duration lease) {}
