package org.ratsnetz.platform.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ratsnetz.platform.meters.MetersAutoConfiguration;
import org.ratsnetz.platform.problem.ProblemAutoConfiguration;
import org.ratsnetz.platform.security.SecurityAutoConfiguration;
import org.ratsnetz.platform.security.TestTokens;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** A small web service with the platform's HTTP and security, over real sockets, without database and broker. */
public final class WebFixture implements AutoCloseable {

    private final TestTokens tokens = TestTokens.start();
    private final ServletWebServerApplicationContext context;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts the service with these controllers. */
    public WebFixture(Class<?>... controllers) {
        List<String> arguments = new ArrayList<>(List.of(tokens.arguments()));
        arguments.addAll(
                List.of("--server.port=0", "--spring.application.name=probe", "--logging.structured.format.console="));
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Wiring.class)
                .sources(controllers)
                .web(WebApplicationType.SERVLET)
                .run(arguments.toArray(String[]::new));
        port = Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** The issuer of its tokens. */
    public TestTokens tokens() {
        return tokens;
    }

    /** The service's context. */
    public ServletWebServerApplicationContext context() {
        return context;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** A request to a path; the token may be empty. */
    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
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

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        MessageSourceAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        ValidationAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        HttpAutoConfiguration.class,
        MetersAutoConfiguration.class,
        ProblemAutoConfiguration.class,
        SecurityAutoConfiguration.class
    })
    static class Wiring {}
}
