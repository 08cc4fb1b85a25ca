package org.ratsnetz.standalone.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.ratsnetz.standalone.journey.RunningPlatform;

/** At either of two replicas of council-service, once more at the other where that did not do, and no third time. */
final class EitherReplica implements Writers.Way {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final RunningPlatform platform;
    private final List<Integer> ports;
    private final AtomicLong again = new AtomicLong();

    EitherReplica(RunningPlatform platform, List<Integer> ports) {
        this.platform = platform;
        this.ports = ports;
    }

    /** How many writes needed the other replica. */
    long again() {
        return again.get();
    }

    @Override
    public HttpResponse<String> answer(String method, String path, String client, List<String> headers, String body)
            throws IOException, InterruptedException {
        int first = ThreadLocalRandom.current().nextInt(ports.size());
        try {
            HttpResponse<String> answer = send(ports.get(first), method, path, client, headers, body);
            if (!Writers.isLater(answer)) {
                return answer;
            }
        } catch (IOException e) {
            // refused, or cut off in the middle: the other one knows by the key whether it was written
        }
        again.incrementAndGet();
        return send(ports.get(1 - first), method, path, client, headers, body);
    }

    private HttpResponse<String> send(
            int port, String method, String path, String client, List<String> headers, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .headers(headers.toArray(String[]::new))
                        .header("Authorization", "Bearer " + platform.token(client))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
