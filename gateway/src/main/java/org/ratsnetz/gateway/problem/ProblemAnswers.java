package org.ratsnetz.gateway.problem;

import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.ProblemDocuments;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers with a problem document in the caller's language. */
@Component
public class ProblemAnswers {

    /** Media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final ProblemDocuments documents;

    ProblemAnswers(ProblemDocuments documents) {
        this.documents = documents;
    }

    /** Writes the problem as the answer; with no body to a HEAD. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = body(problem, exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        headers.setContentLength(body.length);
        Integer retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (problem.status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** The document in the language that an {@code Accept-Language} header asks for. */
    public byte[] body(Problem problem, @org.jspecify.annotations.Nullable String acceptLanguage) {
        return documents.json(problem, documents.locale(acceptLanguage));
    }
}
