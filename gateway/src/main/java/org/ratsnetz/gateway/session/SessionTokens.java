package org.ratsnetz.gateway.session;

import java.util.Set;
import org.ratsnetz.gateway.problem.ProblemAnswers;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
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
 * Gives calls of the API that carry a session the person's access token, before the edge looks for one. What would change something
 * must prove that it comes from a page of ours. A token that the caller brings itself counts, not the session.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class SessionTokens implements WebFilter {

    static final String CSRF = "X-CSRF-TOKEN";

    private static final String API = "/api/";
    private static final String ABOUT_THE_SESSION = "/api/session";
    /** Anyone may use it without being known; who is signed in would only be kept from it. */
    private static final String FOR_ANYONE = "/api/subscriptions";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final ProblemAnswers answers;

    SessionTokens(Sessions sessions, ProblemAnswers answers) {
        this.sessions = sessions;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getURI().getRawPath();
        if (!path.startsWith(API)
                || path.equals(ABOUT_THE_SESSION)
                || isBelow(FOR_ANYONE, path)
                || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return chain.filter(exchange);
        }
        String id = Cookies.SESSION.of(exchange);
        if (id == null) {
            return chain.filter(exchange);
        }
        boolean safe = SAFE.contains(request.getMethod());
        Session session = sessions.find(id).orElse(null);
        if (session == null) {
            return safe ? anonymous(exchange, chain) : over(exchange);
        }
        if (!safe && !session.isOurPage(request.getHeaders().getFirst(CSRF))) {
            return answers.write(exchange, notOurPage());
        }
        return sessions.token(session)
                .map(token -> exchange.mutate()
                        .request(request.mutate()
                                .headers(headers -> headers.setBearerAuth(token))
                                .build())
                        .build())
                .onErrorResume(SessionOver.class, error -> over(exchange).then(Mono.empty()))
                .onErrorResume(
                        Refused.class,
                        refused -> answers.write(exchange, refused.problem()).then(Mono.empty()))
                .flatMap(chain::filter);
    }

    /** What to say to a change that does not prove where it comes from. */
    static Problem notOurPage() {
        return Problem.of(403, "csrf", CSRF);
    }

    private static boolean isBelow(String start, String path) {
        return path.startsWith(start) && (path.length() == start.length() || path.charAt(start.length()) == '/');
    }

    /** Someone whose session is over may still read what everyone may. */
    private static Mono<Void> anonymous(ServerWebExchange exchange, WebFilterChain chain) {
        Cookies.SESSION.drop(exchange);
        return chain.filter(exchange);
    }

    private Mono<Void> over(ServerWebExchange exchange) {
        Cookies.SESSION.drop(exchange);
        return answers.write(exchange, Problem.of(401, "session-over"));
    }
}
