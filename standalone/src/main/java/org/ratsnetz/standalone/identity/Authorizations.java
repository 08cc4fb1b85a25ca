package org.ratsnetz.standalone.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization.Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * What was granted lately, in memory; forgotten when its last token has ended. A refresh token that was replaced and comes again has
 * been stolen, or was lost on its way: what was granted with it ends.
 */
final class Authorizations implements OAuth2AuthorizationService {

    private static final Logger log = LoggerFactory.getLogger(Authorizations.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final Map<String, Granted> byId = new HashMap<>();
    /** Hash of each code and token, replaced refresh tokens too, to the id of what was granted. */
    private final Map<String, String> ids = new HashMap<>();

    private final InstantSource clock;
    private Instant swept = Instant.EPOCH;

    Authorizations(InstantSource clock) {
        this.clock = clock;
    }

    private record Granted(OAuth2Authorization authorization, Instant end) {}

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        Instant now = clock.instant();
        if (swept.plus(BETWEEN_SWEEPS).isBefore(now)) {
            swept = now;
            byId.values().removeIf(granted -> granted.end().isBefore(now));
            ids.values().removeIf(id -> !byId.containsKey(id));
        }
        Granted before = byId.put(authorization.getId(), new Granted(authorization, end(authorization)));
        if (before != null) {
            Optional.ofNullable(before.authorization().getAccessToken())
                    .ifPresent(token -> ids.remove(hash(token.getToken().getTokenValue())));
        }
        tokens(authorization).forEach(token -> ids.put(hash(token.getTokenValue()), authorization.getId()));
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
        ids.values().removeIf(authorization.getId()::equals);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        Granted granted = byId.get(id);
        return granted == null ? null : granted.authorization();
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String id = ids.get(hash(token));
        OAuth2Authorization authorization = id == null ? null : findById(id);
        if (authorization == null
                || tokens(authorization).anyMatch(own -> own.getTokenValue().equals(token))) {
            return authorization;
        }
        log.warn("A refresh token of {} was used twice; what was granted with it ends", id);
        remove(authorization);
        return null;
    }

    private static Instant end(OAuth2Authorization authorization) {
        return tokens(authorization)
                .map(token -> Objects.requireNonNull(token.getExpiresAt()))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Stream<AbstractOAuth2Token> tokens(OAuth2Authorization authorization) {
        return Stream.of(
                        authorization.getToken(OAuth2AuthorizationCode.class),
                        authorization.getAccessToken(),
                        authorization.getRefreshToken())
                .filter(Objects::nonNull)
                .map(Token::getToken);
    }

    private static String hash(String token) {
        return Secrets.hash(token);
    }
}
