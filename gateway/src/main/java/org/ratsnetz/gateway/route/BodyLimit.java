package org.ratsnetz.gateway.route;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
import reactor.netty.http.server.HttpServerRequest;

/**
 * Refuses bodies that are too large, at once where the length is announced, else while they come; uploads that stop coming; and other
 * bodies that do not come in time, each of which would keep a connection to a service for itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit implements WebFilter {

    private static final String UPLOADS = "/api/imports";
    // so many times the limit is still read and thrown away: who is cut off while sending may not see the answer
    private static final int BEARABLE = 2;

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
            if (announced / BEARABLE > limit) {
                exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            }
            return answers.write(exchange, tooLarge(limit));
        }
        if (announced == 0 || (announced < 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING))) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
                .request(upload ? new Upload(request, limit) : new Small(request, limit))
                .build());
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(413, "body-too-large", limit);
    }

    private static Flux<DataBuffer> counted(Flux<DataBuffer> body, long limit) {
        AtomicLong seen = new AtomicLong();
        return body.map(buffer -> {
            if (seen.addAndGet(buffer.readableByteCount()) > limit) {
                DataBufferUtils.release(buffer);
                throw new Refused(tooLarge(limit));
            }
            return buffer;
        });
    }

    /** May take its time as long as something comes. */
    private final class Upload extends ServerHttpRequestDecorator {

        private final long limit;

        Upload(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return counted(super.getBody(), limit)
                    .timeout(settings.uploadIdle())
                    .onErrorMap(TimeoutException.class, e -> new Refused(Problem.of(408, "upload-stalled")));
        }
    }

    /** Has to come within a time. */
    private final class Small extends ServerHttpRequestDecorator {

        private final long limit;

        Small(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return counted(super.getBody(), limit).takeUntilOther(late());
        }

        /** Fails when the time is over. The connection's own thread keeps the time: it starts and ends it without a lock. */
        private Mono<Void> late() {
            HttpServerRequest request = getNativeRequest(getDelegate());
            return Mono.create(waiting -> request.withConnection(connection -> {
                Future<?> end = connection
                        .channel()
                        .eventLoop()
                        .schedule(
                                () -> waiting.error(new Refused(Problem.of(408, "body-too-slow"))),
                                settings.bodyTime().toNanos(),
                                TimeUnit.NANOSECONDS);
                waiting.onDispose(() -> end.cancel(false));
            }));
        }
    }
}
