package org.ratsnetz.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.gateway.route.FreshNames;
import org.ratsnetz.platform.security.AccessTokens;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.InvalidToken;
import org.ratsnetz.platform.security.TokenSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * The OpenID provider as the gateway speaks to it. What the protocol asks for (state, nonce, PKCE, the ID token's checks) is Spring
 * Security's; an access token is believed only if the services would believe it.
 */
@Component
class Provider {

    private static final Logger log = LoggerFactory.getLogger(Provider.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final AccessTokens tokens;
    private final WebClient http;
    private final Mono<Registration.Known> known;
    private final WebClientReactiveRefreshTokenTokenResponseClient renewals =
            new WebClientReactiveRefreshTokenTokenResponseClient();
    private final OidcAuthorizationCodeReactiveAuthenticationManager arrivals;

    Provider(SessionSettings settings, TokenSettings issuer, AccessTokens tokens) {
        this.tokens = tokens;
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(FreshNames.of(HttpClient.create())
                        .responseTimeout(LONGEST_WAIT)
                        .disableRetry(true)))
                .build();
        this.known = new Registration(settings, issuer, http).known();
        WebClientReactiveAuthorizationCodeTokenResponseClient codes =
                new WebClientReactiveAuthorizationCodeTokenResponseClient();
        codes.setWebClient(http);
        renewals.setWebClient(http);
        this.arrivals = new OidcAuthorizationCodeReactiveAuthenticationManager(
                codes, request -> Mono.just(new DefaultOidcUser(List.of(), request.getIdToken())));
    }

    /** A person that has signed in. */
    record Arrival(String name, Grant grant) {}

    /** What a browser is sent to the provider with. The person is asked who they are each time: office machines are shared. */
    Mono<OAuth2AuthorizationRequest> request(ServerWebExchange exchange) {
        return known.flatMap(provider -> {
            var requests =
                    new DefaultServerOAuth2AuthorizationRequestResolver(id -> Mono.just(provider.registration()));
            requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce()
                    .andThen(request -> request.additionalParameters(more -> more.put("prompt", "login"))));
            return requests.resolve(exchange, Registration.ID);
        });
    }

    /** Changes the code that a browser brought for tokens, and checks them. */
    Mono<Arrival> arrival(OAuth2AuthorizationRequest request, OAuth2AuthorizationResponse response) {
        return known.flatMap(provider -> arrivals.authenticate(new OAuth2AuthorizationCodeAuthenticationToken(
                        provider.registration(), new OAuth2AuthorizationExchange(request, response))))
                .cast(OAuth2LoginAuthenticationToken.class)
                .flatMap(login -> believed(Objects.requireNonNull(login.getAccessToken()), login.getRefreshToken())
                        .map(grant ->
                                new Arrival(name((OidcUser) Objects.requireNonNull(login.getPrincipal())), grant)));
    }

    private static String name(OidcUser user) {
        return Objects.requireNonNullElseGet(
                user.getFullName(), () -> Objects.requireNonNullElseGet(user.getPreferredUsername(), user::getSubject));
    }

    /** Another grant in place of one that ends; {@link SessionOver} when the provider refuses. */
    Mono<Grant> renewed(Grant ending) {
        String refresh = ending.refresh();
        if (refresh == null) {
            return Mono.error(new SessionOver(new IllegalStateException("the provider gave no refresh token")));
        }
        return known.flatMap(provider -> renewals.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                        provider.registration(), accessToken(ending), new OAuth2RefreshToken(refresh, null))))
                .flatMap(response -> believed(
                        response.getAccessToken(),
                        Objects.requireNonNullElseGet(
                                response.getRefreshToken(), () -> new OAuth2RefreshToken(refresh, null))))
                .filter(fresh -> fresh.caller().client().equals(ending.caller().client()))
                .switchIfEmpty(Mono.error(() -> new SessionOver(new IllegalStateException("another person's token"))))
                .onErrorMap(Provider::isRefusal, SessionOver::new)
                .doOnError(error -> log.warn("No new token for a session: {}", error.toString()));
    }

    private static OAuth2AccessToken accessToken(Grant grant) {
        Instant end = grant.end();
        return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, grant.access(), end.minusSeconds(1), end);
    }

    private static boolean isRefusal(Throwable error) {
        return error instanceof InvalidToken
                || (error instanceof OAuth2AuthorizationException refusal
                        && refusal.getError().getErrorCode().equals("invalid_grant"));
    }

    /** Gives the tokens back, so that they are good for nothing even in a copy. Whether it worked changes nothing here. */
    Mono<Void> revoke(Grant grant) {
        return known.filter(provider -> provider.revocation() != null)
                .flatMap(provider -> http.post()
                        .uri(Objects.requireNonNull(provider.revocation()))
                        .headers(headers -> headers.setBasicAuth(
                                provider.registration().getClientId(),
                                provider.registration().getClientSecret()))
                        .body(BodyInserters.fromFormData(
                                "token", Objects.requireNonNullElse(grant.refresh(), grant.access())))
                        .retrieve()
                        .toBodilessEntity())
                .doOnError(error -> log.warn("Tokens could not be given back: {}", error.toString()))
                .onErrorComplete()
                .then();
    }

    private Mono<Grant> believed(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh) {
        String token = access.getTokenValue();
        return Mono.fromCallable(() -> {
                    Caller caller = tokens.verify(token);
                    Instant end = Objects.requireNonNull(access.getExpiresAt(), "the token has no end");
                    return new Grant(token, end, refresh == null ? null : refresh.getTokenValue(), caller);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
