package org.ratsnetz.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The people that are signed in, in this process only. Meter: {@code ratsnetz.gateway.sessions}, how many there are.
 */
@Component
class Sessions {

    /** A token that ends this soon could have ended when it arrives. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final SessionSettings settings;
    private final Provider provider;
    private final InstantSource clock = InstantSource.system();
    private final Cache<String, Session> sessions;

    Sessions(SessionSettings settings, Provider provider, MeterRegistry meters) {
        this.settings = settings;
        this.provider = provider;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(settings.most())
                .expireAfterAccess(settings.idle())
                .build();
        Gauge.builder("ratsnetz.gateway.sessions", sessions, Cache::estimatedSize)
                .description("People signed in now")
                .register(meters);
    }

    /** Begins one, with a name that nobody can have known before. */
    Session begin(String name, Grant grant) {
        Session session = new Session(name, clock.instant().plus(settings.life()), grant);
        sessions.put(session.id(), session);
        return session;
    }

    /** The session of that name; being asked for keeps it from being over for want of use. */
    Optional<Session> find(@Nullable String id) {
        Session session = id == null ? null : sessions.getIfPresent(id);
        if (session == null) {
            return Optional.empty();
        }
        if (clock.instant().isBefore(session.end())) {
            return Optional.of(session);
        }
        sessions.invalidate(session.id());
        return Optional.empty();
    }

    /** When it is over if it is not used any more. */
    Instant end(Session session) {
        Instant unused = clock.instant().plus(settings.idle());
        return unused.isBefore(session.end()) ? unused : session.end();
    }

    /** Ends it here, and at the provider as far as that can be reached. */
    Mono<Void> end(@Nullable String id) {
        Session session = id == null ? null : sessions.asMap().remove(id);
        return session == null ? Mono.empty() : provider.revoke(session.grant());
    }

    /**
     * An access token that is good for a call now; {@link SessionOver} when the provider gives none any more, and {@link Refused}
     * while it cannot be asked.
     */
    Mono<String> token(Session session) {
        Grant grant = session.grant();
        Instant now = clock.instant();
        if (now.isBefore(grant.end().minus(RESERVE))) {
            return Mono.just(grant.access());
        }
        return session.renewed(() -> provider.renewed(session.grant()))
                .map(Grant::access)
                .doOnError(SessionOver.class, over -> sessions.invalidate(session.id()))
                .onErrorResume(
                        error -> !(error instanceof SessionOver),
                        error -> clock.instant().isBefore(grant.end())
                                ? Mono.just(grant.access())
                                : Mono.error(new Refused(
                                        Problem.of(503, "identity-unavailable").retryAfter(5))));
    }
}
