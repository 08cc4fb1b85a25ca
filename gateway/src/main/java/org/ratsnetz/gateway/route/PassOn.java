package org.ratsnetz.gateway.route;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;

/**
 * Passes requests on, in place of the filter that it extends: that one lets be what was passed on already. Of the gateway's filters
 * of headers, each of which copies all of them, only the one that ends what belongs to a single connection is needed: for requests
 * {@link ForwardedHeaders} asks it.
 */
@Component
class PassOn extends NettyRoutingFilter {

    private final List<HttpHeadersFilter> filters;

    PassOn(
            HttpClient client,
            ObjectProvider<List<HttpHeadersFilter>> all,
            HttpClientProperties properties,
            ForwardedHeaders forwarded,
            RemoveHopByHopHeadersFilter hopByHop) {
        super(client, all, properties);
        this.filters = List.of(forwarded, new OfAnswers(hopByHop));
    }

    @Override
    public int getOrder() {
        return ORDER - 1;
    }

    @Override
    public List<HttpHeadersFilter> getHeadersFilters() {
        return filters;
    }

    /** Filters the headers of answers only. */
    private record OfAnswers(HttpHeadersFilter filter) implements HttpHeadersFilter {

        @Override
        public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
            return filter.filter(headers, exchange);
        }

        @Override
        public boolean supports(Type type) {
            return type == Type.RESPONSE;
        }
    }
}
