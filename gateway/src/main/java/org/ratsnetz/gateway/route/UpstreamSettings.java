package org.ratsnetz.gateway.route;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The services behind the gateway and what they are sent. The routes to them stand in {@code application.yml}.
 *
 * @param council base URL of council-service
 * @param board base URL of board-service
 * @param notification base URL of notification-service
 * @param identity base URL of the OpenID provider
 * @param body largest request body
 * @param bodyTime longest time until a body that is no import has come whole
 * @param upload largest body of an import
 * @param uploadIdle longest pause within an import's upload
 */
@Validated
@ConfigurationProperties("ratsnetz.gateway")
public record UpstreamSettings(
        @NotNull URI council,
        @NotNull URI board,
        @NotNull URI notification,
        @NotNull URI identity,
        @DefaultValue("1MB") DataSize body,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("256MB") DataSize upload,
        @DefaultValue("30s") Duration uploadIdle) {}
