package org.ratsnetz.gateway.security;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands in front of the gateway.
 *
 * @param trustedProxies networks ({@code 10.0.0.0/8}) or addresses of proxies whose {@code X-Forwarded-For} and
 *     {@code X-Forwarded-Proto} are believed; none by default
 * @param idle how long a connection may wait for its next request, or for the rest of its head
 */
@ConfigurationProperties("ratsnetz.gateway.edge")
public record EdgeSettings(
        @DefaultValue List<Network> trustedProxies,
        @DefaultValue("60s") Duration idle) {

    public EdgeSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
