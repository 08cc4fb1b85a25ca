package org.ratsnetz.gateway.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ratsnetz.gateway.limit.Limits;
import org.ratsnetz.gateway.problem.ProblemAnswers;
import org.ratsnetz.platform.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The first to see a request but for {@code session}, which puts a person's token to it: path, method, origin, then {@link Admission}. The OpenID provider's own paths carry their own
 * credentials and are limited by address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Edge implements WebFilter {

    private static final String IDENTITY = "/oauth2/";
    /** A wish, or proved by the token of a link. */
    private static final String SUBSCRIPTIONS = "/api/subscriptions";
    /** Proves itself by the session that it ends. */
    private static final String LOGOUT = "/logout";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> UNSAFE =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Admission admission;
    private final Limits limits;
    private final ClientAddress addresses;
    private final ProblemAnswers answers;

    Edge(Admission admission, Limits limits, ClientAddress addresses, ProblemAnswers answers) {
        this.admission = admission;
        this.limits = limits;
        this.addresses = addresses;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        return refusal(request)
                .flatMap(refusal ->
                        refusal.isPresent() ? answers.write(exchange, refusal.get()) : chain.filter(exchange));
    }

    private Mono<Optional<Problem>> refusal(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        String path = request.getURI().getRawPath();
        boolean safe = SAFE.contains(method);
        HttpHeaders headers = request.getHeaders();
        if (!CleanPath.test(path)) {
            return Mono.just(Optional.of(Problem.of(400, "bad-path")));
        }
        if (!safe && !UNSAFE.contains(method)) {
            return Mono.just(Optional.of(Problem.of(
                    405, "method-not-allowed", method.name(), "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE")));
        }
        if (method.equals(HttpMethod.OPTIONS) && headers.containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            return Mono.just(Optional.of(Problem.of(403, "cross-origin")));
        }
        if (path.startsWith(IDENTITY) || path.equals(LOGOUT)) {
            return Mono.just(limits.address(addresses.of(request)));
        }
        List<String> authorization = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        boolean open = safe || path.equals(SUBSCRIPTIONS) || path.startsWith(SUBSCRIPTIONS + "/");
        return admission.refusal(addresses.of(request), authorization, !open);
    }
}
