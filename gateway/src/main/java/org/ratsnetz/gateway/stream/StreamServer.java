package org.ratsnetz.gateway.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.util.Optional;
import org.ratsnetz.gateway.problem.ProblemAnswers;
import org.ratsnetz.gateway.security.Admission;
import org.ratsnetz.gateway.security.ClientAddress;
import org.ratsnetz.platform.problem.Problem;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers the stream's path below WebFlux, whose exchange, codecs and queues for each open stream would cost several times the
 * memory of the connection itself.
 */
@Component
class StreamServer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final String PATH = "/api/federation/stream";
    private static final int SOCKET_BUFFER = 64 * 1024;

    private final Admission admission;
    private final ClientAddress addresses;
    private final ProblemAnswers answers;
    private final Seats seats;
    private final Audience audience;

    StreamServer(Admission admission, ClientAddress addresses, ProblemAnswers answers, Seats seats, Audience audience) {
        this.admission = admission;
        this.addresses = addresses;
        this.answers = answers;
        this.seats = seats;
        this.audience = audience;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addRouteProviders(routes -> routes.route(StreamServer::isStream, this::answer));
    }

    private static boolean isStream(HttpServerRequest request) {
        String uri = request.uri();
        return uri.startsWith(PATH)
                && (uri.length() == PATH.length() || uri.charAt(PATH.length()) == '?')
                && (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD));
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        InetAddress address =
                addresses.of(request.remoteAddress(), request.requestHeaders().getAll("X-Forwarded-For"));
        return admission
                .refusal(address, request.requestHeaders().getAll(HttpHeaderNames.AUTHORIZATION), false)
                .flatMap(refusal -> refusal.or(() -> seat(address, request))
                        .map(problem -> refuse(request, response, problem))
                        .orElseGet(() -> watch(request, response)));
    }

    private Optional<Problem> seat(InetAddress address, HttpServerRequest request) {
        if (!audience.isRunning()) {
            return Optional.of(Problem.of(503, "service-unavailable").retryAfter(2));
        }
        Optional<Problem> refusal = seats.take(address);
        if (refusal.isEmpty()) {
            request.withConnection(
                    connection -> connection.channel().closeFuture().addListener(closed -> seats.leave(address)));
        }
        return refusal;
    }

    private Mono<Void> watch(HttpServerRequest request, HttpServerResponse response) {
        response.keepAlive(false)
                .chunkedTransfer(false)
                .header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .header("X-Accel-Buffering", "no");
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.send();
        }
        String lastEventId = request.requestHeaders().get("Last-Event-ID");
        return response.sendHeaders()
                .then()
                .then(Mono.create(open -> response.withConnection(connection -> {
                    connection.channel().config().setOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER);
                    audience.join(connection.channel(), lastEventId);
                })));
    }

    private Mono<Void> refuse(HttpServerRequest request, HttpServerResponse response, Problem problem) {
        byte[] body = answers.body(problem, request.requestHeaders().get(HttpHeaderNames.ACCEPT_LANGUAGE));
        response.status(problem.status()).header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        answers.headers(problem).forEach(response::header);
        return request.method().equals(HttpMethod.HEAD)
                ? response.send()
                : response.sendObject(Unpooled.wrappedBuffer(body)).then();
    }
}
