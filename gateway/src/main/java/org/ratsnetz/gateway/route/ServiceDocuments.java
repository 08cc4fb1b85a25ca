package org.ratsnetz.gateway.route;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Reads documents of the services that the gateway itself needs. */
@Component
public class ServiceDocuments {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int LARGEST = 4 * 1024 * 1024;

    private final HttpClient http = FreshNames.of(HttpClient.create())
            .responseTimeout(LONGEST_WAIT)
            .headers(headers -> headers.set("Accept", "application/json"));

    /** The JSON document at a path of a service; an {@link IOException} when there is none. */
    public Mono<byte[]> read(URI service, String path) {
        return http.get()
                .uri(service.resolve(path))
                .responseSingle((response, body) -> response.status().code() == 200
                        ? body.asByteArray().filter(bytes -> bytes.length <= LARGEST)
                        : Mono.error(new IOException(path + " was answered with " + response.status())));
    }
}
