package org.ratsnetz.notification.subscription;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people subscribe ({@code ratsnetz.notification}).
 *
 * @param baseUrl address under which people reach the platform; links in messages begin with it
 * @param secret at least 32 bytes in Base64; links are signed and addresses are made unrecognisable with it. The same in all
 *     processes; with another one all links that were sent are dead
 * @param confirmWithin how long the link of a confirmation holds
 * @param confirmationsPerDay most confirmations to one address or number within 24 hours
 */
@Validated
@ConfigurationProperties("ratsnetz.notification")
record NotificationProperties(
        @NotNull URI baseUrl,

        @NotNull
        @Pattern(
                regexp = "[A-Za-z0-9+/]{43,}=*",
                message = "must be at least 32 bytes in Base64, for example from: openssl rand -base64 32")
        String secret,

        @DefaultValue("48h") Duration confirmWithin,
        @DefaultValue("3") @Min(1) int confirmationsPerDay) {}
