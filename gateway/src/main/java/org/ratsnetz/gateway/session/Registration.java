package org.ratsnetz.gateway.session;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.security.TokenSettings;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** The gateway as a client of the provider, by what the provider's metadata say. They are read when somebody first signs in. */
final class Registration {

    static final String ID = "ratsnetz";
    static final String CALLBACK = "/login/callback";

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private final SessionSettings settings;
    private final TokenSettings issuer;
    private final WebClient http;

    Registration(SessionSettings settings, TokenSettings issuer, WebClient http) {
        this.settings = settings;
        this.issuer = issuer;
        this.http = http;
    }

    /**
     * What is known of the provider.
     *
     * @param revocation where tokens are given back, null where they cannot be
     */
    record Known(ClientRegistration registration, @Nullable URI revocation) {}

    /** What is known, read again after some minutes. */
    Mono<Known> known() {
        return Mono.defer(this::read).cache(value -> KEPT, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    private Mono<Known> read() {
        URI place = settings.metadata() == null
                ? URI.create(issuer.issuer() + "/.well-known/openid-configuration")
                : settings.metadata();
        return http.get().uri(place).retrieve().bodyToMono(METADATA).map(this::known);
    }

    private Known known(Map<String, Object> metadata) {
        if (!issuer.issuer().equals(metadata.get("issuer"))) {
            throw new IllegalStateException("The metadata are another issuer's: " + metadata.get("issuer"));
        }
        ClientRegistration registration = ClientRegistration.withRegistrationId(ID)
                .clientId(Objects.requireNonNull(settings.clientId()))
                .clientSecret(Objects.requireNonNull(settings.clientSecret()))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.at(CALLBACK).toString())
                .scope("openid", "profile")
                .issuerUri(issuer.issuer())
                .authorizationUri(text(metadata, "authorization_endpoint"))
                .tokenUri(text(metadata, "token_endpoint"))
                .jwkSetUri(issuer.jwks().toString())
                .userNameAttributeName("sub")
                .build();
        return new Known(registration, revocation(metadata));
    }

    /** Where tokens are given back, at the address where they are fetched: Keycloak names the one that browsers use. */
    private @Nullable URI revocation(Map<String, Object> metadata) {
        Object named = metadata.get("revocation_endpoint");
        if (named == null) {
            return null;
        }
        URI place = URI.create(named.toString());
        if (!place.getAuthority().equals(URI.create(issuer.issuer()).getAuthority())) {
            return place;
        }
        URI fetched = URI.create(text(metadata, "token_endpoint"));
        return UriComponentsBuilder.fromUri(place)
                .scheme(fetched.getScheme())
                .host(fetched.getHost())
                .port(fetched.getPort())
                .build(true)
                .toUri();
    }

    private static String text(Map<String, Object> metadata, String name) {
        return Objects.requireNonNull(metadata.get(name), () -> "The metadata do not name " + name)
                .toString();
    }
}
