package org.ratsnetz.standalone.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ratsnetz.standalone.journey.RunningPlatform;

/** Through the gateway, until there is an answer that is not "later": a client for which everything may die. */
record UntilAnswered(RunningPlatform platform) implements Writers.Way {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public HttpResponse<String> answer(String method, String path, String client, List<String> headers, String body)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> answer = platform.send(method, path, client, headers, body);
                if (!Writers.isLater(answer)) {
                    return answer;
                }
            } catch (IOException e) {
                // the platform is being killed: again
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IOException(method + " " + path + " was not answered for " + PATIENCE);
    }
}
