package org.ratsnetz.gateway.route;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.ratsnetz.gateway.problem.ProblemAnswers;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies that are too large, at once where the length is announced, else while they come; and uploads that stop coming.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit implements WebFilter {

    private static final String UPLOADS = "/api/imports";

    private final UpstreamSettings settings;
    private final ProblemAnswers answers;

    BodyLimit(UpstreamSettings settings, ProblemAnswers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        long announced = headers.getContentLength();
        boolean upload = request.getURI().getRawPath().startsWith(UPLOADS);
        long limit = (upload ? settings.upload() : settings.body()).toBytes();
        if (announced > limit) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            return answers.write(exchange, tooLarge(limit));
        }
        if (announced < 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        if (announced >= 0 && !upload) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
                .request(new Counted(request, limit, upload ? settings.uploadIdle() : null))
                .build());
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(413, "body-too-large", limit);
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final long limit;
        private final @org.jspecify.annotations.Nullable Duration idle;

        Counted(ServerHttpRequest request, long limit, @org.jspecify.annotations.Nullable Duration idle) {
            super(request);
            this.limit = limit;
            this.idle = idle;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong seen = new AtomicLong();
            Flux<DataBuffer> body = super.getBody().map(buffer -> {
                if (seen.addAndGet(buffer.readableByteCount()) > limit) {
                    DataBufferUtils.release(buffer);
                    throw new Refused(tooLarge(limit));
                }
                return buffer;
            });
            return idle == null
                    ? body
                    : body.timeout(idle)
                            .onErrorMap(TimeoutException.class, e -> new Refused(Problem.of(408, "upload-stalled")));
        }
    }
}
