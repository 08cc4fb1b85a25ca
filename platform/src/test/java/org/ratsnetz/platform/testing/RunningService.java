package org.ratsnetz.platform.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.security.TestTokens;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A whole service on the real parts, with an issuer of tokens, over real sockets. */
public final class RunningService implements AutoCloseable {

    private final TestTokens tokens;
    private final ServletWebServerApplicationContext context;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningService(TestTokens tokens, ServletWebServerApplicationContext context) {
        this.tokens = tokens;
        this.context = context;
        this.port = Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /**
     * Starts a service.
     *
     * @param main its main class
     * @param database name of a database of its own
     * @param arguments further settings
     */
    public static RunningService start(Class<?> main, String database, String... arguments) {
        TestTokens tokens = TestTokens.start();
        List<String> all = new ArrayList<>(List.of(tokens.arguments()));
        all.add("--server.port=0");
        all.add("--management.server.port=0");
        all.add("--logging.structured.format.console=");
        all.add("--spring.mongodb.uri=" + TestParts.mongodbUri(database));
        all.add("--spring.kafka.bootstrap-servers=" + TestParts.bootstrapServers());
        all.add("--ratsnetz.topics.replication=1");
        all.addAll(List.of(arguments));
        return new RunningService(tokens, (ServletWebServerApplicationContext)
                new SpringApplication(main).run(all.toArray(String[]::new)));
    }

    /** The issuer of its tokens. */
    public TestTokens tokens() {
        return tokens;
    }

    /** Its context. */
    public ServletWebServerApplicationContext context() {
        return context;
    }

    /** A request; the token may be empty. */
    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** What a path of its management port answers. */
    public String management(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)))
                .body();
    }

    /** Sends it. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        tokens.close();
    }
}
