package org.ratsnetz.standalone.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** What was granted lately, for introspection and revocation; forgotten when its token has ended. */
final class Authorizations implements OAuth2AuthorizationService {

    private final Map<String, OAuth2Authorization> byToken = new LinkedHashMap<>();
    private final InstantSource clock;

    Authorizations(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        // all tokens live equally long: the oldest, which stand first, end first
        Iterator<OAuth2Authorization> oldest = byToken.values().iterator();
        while (oldest.hasNext() && hasEnded(oldest.next(), now)) {
            oldest.remove();
        }
        token(authorization).ifPresent(token -> byToken.put(token, authorization));
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        token(authorization).ifPresent(byToken::remove);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return byToken.values().stream()
                .filter(authorization -> authorization.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return byToken.get(token);
    }

    private static boolean hasEnded(OAuth2Authorization authorization, Instant now) {
        return Optional.ofNullable(authorization.getAccessToken())
                .map(token -> token.getToken().getExpiresAt())
                .map(end -> Objects.requireNonNull(end).isBefore(now))
                .orElse(true);
    }

    private static Optional<String> token(OAuth2Authorization authorization) {
        return Optional.ofNullable(authorization.getAccessToken())
                .map(token -> token.getToken().getTokenValue());
    }
}
