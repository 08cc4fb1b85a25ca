package org.ratsnetz.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.ProblemDocuments;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Security of a service on the servlet stack: the filter chain finds out who calls, {@link AccessGuard} what they may do. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
class ServletSecurity {

    /**
     * No session, no cookie, no form: a request brings its token or is nobody's. Requests are not authorised here, since only
     * the handler knows the council; without {@link AccessGuard}'s consent none is handled.
     */
    @Bean
    SecurityFilterChain filters(HttpSecurity http, AccessTokens tokens, ProblemDocuments problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(
                                request -> bearer -> authenticate(tokens, bearer))
                        .authenticationEntryPoint(
                                (request, response, failure) -> answer(problems, request, response, failure)))
                .build();
    }

    /** One observation per request is enough; Spring Security would add one for each of its filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer accessGuarding() {
        return new Guarding();
    }

    /** The guard comes before every other interceptor. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    private static final class Guarding implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new AccessGuard())
                    .order(Ordered.HIGHEST_PRECEDENCE)
                    .excludePathPatterns("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml");
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new CallerArgument());
        }
    }

    private static Authentication authenticate(AccessTokens tokens, Authentication bearer) {
        try {
            return new CallerAuthentication(tokens.verify(((BearerTokenAuthenticationToken) bearer).getToken()));
        } catch (InvalidToken e) {
            throw new TokenFailure(Problem.of(401, "token-invalid"), e);
        } catch (KeysUnavailable e) {
            throw new TokenFailure(Problem.of(503, "identity-unavailable").retryAfter(2), e);
        }
    }

    /** Failures that are not ours are those of the header itself: twice a token, none behind "Bearer". */
    private static void answer(
            ProblemDocuments problems,
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        Problem problem = failure instanceof TokenFailure ours ? ours.problem() : Problem.of(401, "token-invalid");
        byte[] document = problems.json(problem, problems.locale(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        response.setStatus(problem.status());
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        if (problem.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
        }
        response.setContentType("application/problem+json");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}
