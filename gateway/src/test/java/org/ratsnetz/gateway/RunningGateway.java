package org.ratsnetz.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ratsnetz.parts.TestParts;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real gateway on a free port, in front of {@link Upstream}; on the real Kafka. */
public final class RunningGateway implements AutoCloseable {

    public static final JsonMapper JSON = new JsonMapper();

    private final Tokens tokens = new Tokens();
    private final Upstream upstream = new Upstream(tokens.jwks());
    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningGateway(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(settings());
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        context = new SpringApplicationBuilder(Gateway.class)
                .initializers(RunningGateway::ownEventLoops)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("management.server.port", "0"),
                Map.entry("management.server.address", "127.0.0.1"),
                Map.entry("spring.kafka.bootstrap-servers", TestParts.bootstrapServers()),
                Map.entry("ratsnetz.security.issuer", Tokens.ISSUER),
                Map.entry("ratsnetz.security.jwks", upstream.address() + "/jwks"),
                Map.entry("ratsnetz.gateway.council", upstream.address()),
                Map.entry("ratsnetz.gateway.board", upstream.address()),
                Map.entry("ratsnetz.gateway.notification", upstream.address()),
                // nobody listens there
                Map.entry("ratsnetz.gateway.identity", "http://127.0.0.1:1"),
                Map.entry("ratsnetz.gateway.limit.address", "100000"),
                Map.entry("spring.cloud.gateway.server.webflux.httpclient.response-timeout", "1s"),
                Map.entry("logging.structured.format.console", ""));
    }

    /** Several gateways live in this JVM, and one that ends must not take the event loops of the others along. */
    private static void ownEventLoops(ConfigurableApplicationContext context) {
        ReactorResourceFactory own = new ReactorResourceFactory();
        own.setUseGlobalResources(false);
        ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> own);
    }

    /** The one that most tests share; ends with the JVM. */
    public static RunningGateway shared() {
        return Shared.GATEWAY;
    }

    /** One with settings of its own. */
    public static RunningGateway with(String... settings) {
        return new RunningGateway(settings);
    }

    private static final class Shared {
        static final RunningGateway GATEWAY = new RunningGateway();
    }

    public Tokens tokens() {
        return tokens;
    }

    public Upstream upstream() {
        return upstream;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** Health of the gateway, or of a group of it. */
    public JsonNode health(String path) {
        return JSON.readTree(send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort() + "/actuator/health" + path)))
                .body());
    }

    @Override
    public void close() {
        context.close();
        upstream.close();
    }
}
