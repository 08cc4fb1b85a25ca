package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks whether programs have come up. */
public final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private Http() {}

    /** Status of an answer; 0 without one. */
    public static int status(String address) throws InterruptedException {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Waits until it answers so.
     *
     * @throws IOException when it does not within the time
     */
    public static void await(String address, int status, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (status(address) != status) {
            if (System.nanoTime() > end) {
                throw new IOException(address + " does not answer with " + status);
            }
            Thread.sleep(20);
        }
    }
}
