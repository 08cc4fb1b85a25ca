package org.ratsnetz.gateway.session;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.gateway.session.Attempts.Attempt;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.InvalidToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way in and out for people with a browser. */
@RestController
class SignInController {

    private static final Logger log = LoggerFactory.getLogger(SignInController.class);

    private final SessionSettings settings;
    private final Provider provider;
    private final Attempts attempts;
    private final Sessions sessions;

    SignInController(SessionSettings settings, Provider provider, Attempts attempts, Sessions sessions) {
        this.settings = settings;
        this.provider = provider;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /** Sends a browser to the provider; one that is signed in straight to where it wants to go. */
    @GetMapping("/login")
    Mono<Void> login(@RequestParam @Nullable String to, ServerWebExchange exchange) {
        checkOn();
        String destination = Destination.of(to);
        if (settings.otherNameOfLoopback(exchange.getRequest().getURI().getHost())) {
            // cookies of one name of this machine do not go to the other, and the provider answers to one
            return redirect(
                    exchange, settings.at("/login?to=" + URLEncoder.encode(destination, StandardCharsets.UTF_8)));
        }
        if (sessions.find(Cookies.SESSION.of(exchange)).isPresent()) {
            return redirect(exchange, settings.at(destination));
        }
        return provider.request(exchange).onErrorMap(SignInController::refused).flatMap(request -> {
            String browser = attempts.begin(Cookies.ATTEMPT.of(exchange), new Attempt(request, destination));
            Cookies.ATTEMPT.set(exchange, browser);
            return redirect(exchange, URI.create(request.getAuthorizationRequestUri()));
        });
    }

    /** Where the provider sends a browser back to. Whoever was signed in before in this browser is not any more. */
    @GetMapping(Registration.CALLBACK)
    Mono<Void> callback(
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String error,
            ServerWebExchange exchange) {
        checkOn();
        Attempt attempt = attempts.take(Cookies.ATTEMPT.of(exchange), state).orElse(null);
        if (attempt == null) {
            // somebody went back in the browser, or pressed twice
            return sessions.find(Cookies.SESSION.of(exchange)).isPresent()
                    ? redirect(exchange, settings.at(Destination.WORKSPACE))
                    : Mono.error(new Refused(Problem.of(400, "sign-in-unknown")));
        }
        // what a browser says of the reason is anyone's text, and goes no further
        OAuth2AuthorizationResponse response = (code != null && error == null
                        ? OAuth2AuthorizationResponse.success(code)
                        : OAuth2AuthorizationResponse.error(OAuth2ErrorCodes.ACCESS_DENIED))
                .redirectUri(settings.at(Registration.CALLBACK).toString())
                .state(Objects.requireNonNull(state))
                .build();
        return provider.arrival(attempt.request(), response)
                .onErrorMap(SignInController::refused)
                .flatMap(arrival -> sessions.end(Cookies.SESSION.of(exchange)).then(Mono.defer(() -> {
                    Session session = sessions.begin(arrival.name(), arrival.grant());
                    Cookies.SESSION.set(exchange, session.id());
                    Cookies.ATTEMPT.drop(exchange);
                    return redirect(exchange, settings.at(attempt.to()));
                })));
    }

    /** Ends the session here and at the provider; 204 too when there is none any more. */
    @PostMapping("/logout")
    Mono<Void> logout(
            @RequestHeader(name = SessionTokens.CSRF, required = false) @Nullable String csrf,
            ServerWebExchange exchange) {
        String id = Cookies.SESSION.of(exchange);
        if (sessions.find(id).filter(session -> !session.isOurPage(csrf)).isPresent()) {
            return Mono.error(new Refused(SessionTokens.notOurPage()));
        }
        return sessions.end(id).then(Mono.fromRunnable(() -> {
            if (id != null) {
                Cookies.SESSION.drop(exchange);
            }
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        }));
    }

    private void checkOn() {
        if (!settings.on()) {
            throw new Refused(Problem.of(404, "no-sign-in"));
        }
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, URI place) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(place);
        return response.setComplete();
    }

    private static Refused refused(Throwable error) {
        if (error instanceof OAuth2AuthenticationException
                || error instanceof OAuth2AuthorizationException
                || error instanceof InvalidToken) {
            log.warn("A person could not be signed in: {}", error.toString());
            return new Refused(Problem.of(400, "sign-in-failed"));
        }
        log.warn("The provider cannot be asked: {}", error.toString());
        return new Refused(Problem.of(503, "identity-unavailable").retryAfter(5));
    }
}
