package org.ratsnetz.gateway.route;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.propagation.Propagator;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.ratsnetz.gateway.security.ClientAddress;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the services who asked, under which address and in which trace. What a client claims about that, its cookies, and what
 * belongs to its connection alone, goes no further.
 */
@Component
class ForwardedHeaders implements HttpHeadersFilter {

    private static final List<String> CLAIMS = List.of(
            "forwarded",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-original-host",
            "x-http-method-override",
            "x-csrf-token",
            "cookie");
    private static final String CLAIM_PREFIX = "x-forwarded-";

    private final RemoveHopByHopHeadersFilter connection;
    private final ClientAddress addresses;
    private final Propagator traces;

    ForwardedHeaders(RemoveHopByHopHeadersFilter connection, ClientAddress addresses, Propagator traces) {
        this.connection = connection;
        this.addresses = addresses;
        this.traces = traces;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders headers = connection.filter(input, exchange);
        headers.headerNames().stream()
                .filter(ForwardedHeaders::claimed)
                .toList()
                .forEach(headers::remove);
        ServerHttpRequest request = exchange.getRequest();
        URI asked = request.getURI();
        headers.set("X-Forwarded-For", addresses.of(request).getHostAddress());
        headers.set("X-Forwarded-Proto", addresses.scheme(request));
        headers.set("X-Forwarded-Host", asked.getHost() + (asked.getPort() < 0 ? "" : ":" + asked.getPort()));
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(observed -> observed.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .ifPresent(
                        span -> traces.inject(span.context(), headers, (to, name, value) -> headers.set(name, value)));
        return headers;
    }

    private static boolean claimed(String name) {
        char first = Character.toLowerCase(name.charAt(0));
        if (first != 'x' && first != 'f' && first != 'c') {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(CLAIM_PREFIX) || CLAIMS.contains(lower);
    }
}
