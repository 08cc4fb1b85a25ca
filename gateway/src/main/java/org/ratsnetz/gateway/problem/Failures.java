package org.ratsnetz.gateway.problem;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What becomes of an exception: a refusal its own problem, a service that is down 503, one that breaks off 502, one that does not
 * answer in time 504, all worth another try by whoever knows that it is safe; what has no name 500, logged.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Failures implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final int SECONDS_TO_WAIT = 2;
    private final ProblemAnswers answers;

    Failures(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error); // the answer has begun; breaking the connection is all that is left to say
        }
        exchange.getResponse().getHeaders().clear();
        return answers.write(exchange, problem(exchange, error));
    }

    private static Problem problem(ServerWebExchange exchange, Throwable error) {
        return switch (error) {
            case Refused refused -> refused.problem();
            case ResponseStatusException status -> named(exchange, status);
            case ConnectTimeoutException e -> unavailable(exchange, e);
            case ConnectException e -> unavailable(exchange, e);
            case UnknownHostException e -> unavailable(exchange, e);
            case TimeoutException _ -> timeout();
            case IOException e -> brokenOff(exchange, e);
            default -> unexpected(exchange, error);
        };
    }

    private static Problem named(ServerWebExchange exchange, ResponseStatusException error) {
        int status = error.getStatusCode().value();
        return switch (status) {
            case 404 ->
                Problem.of(404, "no-such-path", exchange.getRequest().getPath().value());
            case 405 ->
                Problem.of(
                        405,
                        "method-not-allowed",
                        exchange.getRequest().getMethod().name(),
                        error.getHeaders().getOrEmpty(HttpHeaders.ALLOW).stream()
                                .collect(Collectors.joining(", ")));
            case 503 -> unavailable(exchange, error);
            case 504 -> timeout();
            default -> status < 500 ? Problem.of(status, "bad-request") : unexpected(exchange, error);
        };
    }

    private static Problem timeout() {
        return Problem.of(504, "service-timeout").retryAfter(SECONDS_TO_WAIT);
    }

    private static Problem unavailable(ServerWebExchange exchange, Exception error) {
        log.warn("No service answers for {}: {}", exchange.getRequest().getPath(), error.toString());
        return Problem.of(503, "service-unavailable").retryAfter(SECONDS_TO_WAIT);
    }

    private static Problem brokenOff(ServerWebExchange exchange, Exception error) {
        log.warn("The service for {} broke off: {}", exchange.getRequest().getPath(), error.toString());
        return Problem.of(502, "service-broke-off").retryAfter(SECONDS_TO_WAIT);
    }

    private static Problem unexpected(ServerWebExchange exchange, Throwable error) {
        String id = UUID.randomUUID().toString();
        log.error("Not foreseen, {}, for {}", id, exchange.getRequest().getPath(), error);
        return Problem.of(500, "internal", id).with("id", id);
    }
}
