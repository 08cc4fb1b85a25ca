package org.ratsnetz.gateway.route;

import java.time.Duration;
import reactor.netty.http.client.HttpClient;

/**
 * Asks again after some seconds where a name leads. A container that is started again has another address, and the name servers of
 * container engines let the old one be believed for ten minutes and more.
 */
public final class FreshNames {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private FreshNames() {}

    /** The client with names that are believed no longer than five seconds. */
    public static HttpClient of(HttpClient client) {
        return client.resolver(names -> names.cacheMaxTimeToLive(LONGEST));
    }
}
