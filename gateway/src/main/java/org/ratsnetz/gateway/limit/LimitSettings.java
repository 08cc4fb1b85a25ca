package org.ratsnetz.gateway.limit;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests per second, on the average; some seconds' worth may come at once.
 *
 * @param client for each client with a valid token
 * @param address for each address without one (IPv6: each /64 network)
 * @param burst seconds' worth that may come at once
 */
@Validated
@ConfigurationProperties("ratsnetz.gateway.limit")
public record LimitSettings(
        @DefaultValue("500") @Min(1) int client,
        @DefaultValue("50") @Min(1) int address,
        @DefaultValue("4") @Min(1) int burst) {}
