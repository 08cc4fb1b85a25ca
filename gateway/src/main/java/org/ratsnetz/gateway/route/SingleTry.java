package org.ratsnetz.gateway.route;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;

/**
 * Sends every request once. Reactor Netty would send it again when a pooled connection turns out to be dead, and cannot know
 * whether the service has already acted; the caller knows whether another try is safe.
 */
@Component
class SingleTry implements HttpClientCustomizer {

    @Override
    public HttpClient customize(HttpClient client) {
        return FreshNames.of(client).disableRetry(true);
    }
}
