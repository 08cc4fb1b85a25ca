package org.ratsnetz.notification.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are sent ({@code ratsnetz.delivery}).
 *
 * @param gather after a message to a person about a council, what follows within this time is gathered into the next one
 * @param window most messages handed to a channel whose outcome is not recorded yet; so many second copies a crash can make at most
 * @param lease a message that was handed to a process which has died is taken up again after this time
 * @param retries pauses after failures for now, each ± a fifth; the last is repeated
 * @param expireAfter a message that could not be sent for so long is given up
 * @param suppressFor after a recipient was refused for good nothing is sent there for this time
 * @param smsPerNumber most text messages (parts) to a number within 24 hours
 * @param smsPerCouncil most text messages (parts) about a council within 24 hours
 * @param smsPerDay most text messages (parts) of all within 24 hours
 * @param keep how long rows are kept after they were created; sums per event are kept longer
 */
@Validated
@ConfigurationProperties("ratsnetz.delivery")
record DeliveryProperties(
        @DefaultValue("60s") Duration gather,
        @DefaultValue("256") @Min(1) @Max(10_000) int window,
        @DefaultValue("15s") Duration lease,
        @DefaultValue({"1m", "5m", "15m", "1h"}) @NotEmpty List<Duration> retries,
        @DefaultValue("24h") Duration expireAfter,
        @DefaultValue("90d") Duration suppressFor,
        @DefaultValue("20") @Min(1) int smsPerNumber,
        @DefaultValue("5000") @Min(1) int smsPerCouncil,
        @DefaultValue("20000") @Min(1) int smsPerDay,
        @DefaultValue("90d") Duration keep) {}
