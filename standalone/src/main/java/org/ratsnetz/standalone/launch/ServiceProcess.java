package org.ratsnetz.standalone.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.ChildPart;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.Waiting;

/** One of the four services: the jar that production runs, in a JVM of its own. */
final class ServiceProcess extends ChildPart {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String module;
    private final Program program;
    private final Map<String, String> environment;
    private final Path data;
    private final URI readiness;
    private final Output output;

    /**
     * @param environment the service's settings
     * @param data our data folder, named on the command line so that a leftover is known
     * @param management address of the service's management port
     */
    ServiceProcess(
            String module, Program program, Map<String, String> environment, Path data, URI management, Output output) {
        super(Duration.ofSeconds(3));
        this.module = module;
        this.program = program;
        this.environment = environment;
        this.data = data;
        this.readiness = management.resolve("/actuator/health/readiness");
        this.output = output;
    }

    @Override
    protected Child launch() {
        List<String> options = new ArrayList<>(program.cached());
        options.add("-Dratsnetz.data=" + data);
        return Child.start(program.command(options), environment, output);
    }

    @Override
    protected void awaitReady(Child launched) {
        Waiting.until(module, launched, output.place(), this::isReady);
    }

    /** Command line of a run that makes the start-up cache and ends when the service would begin to work. */
    List<String> training() {
        return program.command(List.of(
                "-XX:AOTCacheOutput=" + program.cache() + ".part",
                "-Dspring.context.exit=onRefresh",
                "-Dratsnetz.data=" + data));
    }

    Program program() {
        return program;
    }

    Map<String, String> environment() {
        return environment;
    }

    private boolean isReady() {
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String version() {
        return module;
    }
}
