package org.ratsnetz.platform.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed.
 *
 * @param issuer the issuer, exactly as in the claim {@code iss}
 * @param jwks where the issuer's public keys are
 * @param audience what the claim {@code aud} must hold
 * @param refresh age at which the keys are fetched again
 * @param retry least time between two fetches, so that made-up key ids cannot be used to flood the issuer
 * @param keep how long the last keys are used while the issuer cannot be reached
 */
@Validated
@ConfigurationProperties("ratsnetz.security")
public record TokenSettings(
        @NotBlank String issuer,
        @NotNull URI jwks,
        @DefaultValue("ratsnetz") @NotBlank String audience,
        @DefaultValue("5m") @NotNull Duration refresh,
        @DefaultValue("5s") @NotNull Duration retry,
        @DefaultValue("24h") @NotNull Duration keep) {}
