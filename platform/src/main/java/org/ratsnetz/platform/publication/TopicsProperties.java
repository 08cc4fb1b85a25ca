package org.ratsnetz.platform.publication;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are made.
 *
 * @param replication copies of each partition; from 3 on, a record counts as stored when 2 have it
 * @param waitFor how long a service waits for Kafka at its start
 */
@Validated
@ConfigurationProperties("ratsnetz.topics")
public record TopicsProperties(
        @Min(1) @Max(9) @DefaultValue("3") int replication,
        @NotNull @DefaultValue("60s") Duration waitFor) {}
