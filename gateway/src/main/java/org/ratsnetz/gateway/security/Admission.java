package org.ratsnetz.gateway.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.ratsnetz.gateway.limit.Limits;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.security.AccessTokens;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.InvalidToken;
import org.ratsnetz.platform.security.KeysUnavailable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Decides who comes in, for both ways in (WebFlux and the stream): a bearer token is valid, or refused even where none is needed;
 * then the limit of the client, or of the address. A token seen before costs a look-up; a new one is verified off the event loop.
 * Meter: {@code ratsnetz.gateway.tokens.rejected}, tokens not believed.
 */
@Component
public class Admission {

    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final Limits limits;
    private final Counter rejected;

    Admission(AccessTokens tokens, Limits limits, MeterRegistry meters) {
        this.tokens = tokens;
        this.limits = limits;
        this.rejected = Counter.builder("ratsnetz.gateway.tokens.rejected")
                .description("Tokens not believed")
                .register(meters);
    }

    /**
     * The refusal, or empty for whoever may come in.
     *
     * @param address where the request comes from
     * @param authorization its {@code Authorization} headers
     * @param tokenNeeded whether nobody comes in without a token
     */
    public Mono<Optional<Problem>> refusal(InetAddress address, List<String> authorization, boolean tokenNeeded) {
        if (authorization.isEmpty()) {
            return Mono.just(tokenNeeded ? Optional.of(Problem.of(401, "token-required")) : limits.address(address));
        }
        String header = authorization.getFirst();
        if (authorization.size() > 1 || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Mono.just(Optional.of(rejected(address)));
        }
        String token = header.substring(BEARER.length()).strip();
        Optional<Caller> known = tokens.known(token);
        return known.isPresent()
                ? Mono.just(limits.client(known.get().client()))
                : Mono.fromCallable(() -> verified(address, token)).subscribeOn(Schedulers.boundedElastic());
    }

    private Optional<Problem> verified(InetAddress address, String token) {
        try {
            return limits.client(tokens.verify(token).client());
        } catch (InvalidToken e) {
            return Optional.of(rejected(address));
        } catch (KeysUnavailable e) {
            return Optional.of(Problem.of(503, "identity-unavailable").retryAfter(5));
        }
    }

    /** Who tries tokens uses up what the address may ask for. */
    private Problem rejected(InetAddress address) {
        rejected.increment();
        return limits.address(address).orElseGet(() -> Problem.of(401, "token-invalid"));
    }
}
