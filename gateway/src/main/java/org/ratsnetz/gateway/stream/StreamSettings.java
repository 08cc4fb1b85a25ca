package org.ratsnetz.gateway.stream;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the live stream.
 *
 * @param window how far back missed events can be sent
 * @param windowSize memory for them; the oldest go first
 * @param buffer bytes that may wait for a slow reader before it is cut to a snapshot
 * @param heartbeat time between two comments on a quiet stream
 * @param viewers streams open at once, in all
 * @param viewersPerAddress streams open at once from one address (IPv6: from one /64 network)
 * @param breath least time between two deliveries: what comes meanwhile goes out together
 * @param patience how long a reader that takes nothing is kept
 */
@Validated
@ConfigurationProperties("ratsnetz.gateway.stream")
public record StreamSettings(
        @DefaultValue("5m") Duration window,
        @DefaultValue("16MB") DataSize windowSize,
        @DefaultValue("64KB") DataSize buffer,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("20000") @Min(1) int viewers,
        @DefaultValue("500") @Min(1) int viewersPerAddress,
        @DefaultValue("50ms") Duration breath,
        @DefaultValue("60s") Duration patience) {}
