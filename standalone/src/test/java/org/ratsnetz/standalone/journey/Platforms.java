package org.ratsnetz.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.ratsnetz.parts.Ports;
import org.springframework.util.FileSystemUtils;

/**
 * Two platforms beside each other that all tests share, since a start takes half a minute: each is started when it is first asked
 * for and stopped after the last test. Whoever stops or kills one starts it again. A test says what it changes and leaves the rest
 * alone: marks of its own, other councils' figures as they were.
 */
public final class Platforms implements AutoCloseable {

    private final Path folder;
    private final Spans spans;
    private @Nullable RunningPlatform first;
    private @Nullable RunningPlatform second;

    private Platforms() {
        try {
            this.folder = Files.createTempDirectory("ratsnetz-platforms");
            this.spans = new Spans();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that is looked at, and stopped in good order. */
    public RunningPlatform first() {
        if (first == null) {
            first = RunningPlatform.start(
                    folder.resolve("first"),
                    Ports.free(),
                    Map.of(
                            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                            spans.address().toString(),
                            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY",
                            "500ms"));
        }
        return first;
    }

    /** What the first one exports of traces that are sampled. */
    Spans spans() {
        return spans;
    }

    /** The one that is killed. */
    public RunningPlatform second() {
        if (second == null) {
            second = RunningPlatform.start(folder.resolve("second"), Ports.free());
        }
        return second;
    }

    @Override
    public void close() throws IOException {
        if (first != null) {
            first.close();
        }
        if (second != null) {
            second.close();
        }
        spans.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    /** Gives them to tests that have a parameter of this type. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Platforms.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Platforms.class))
                    .computeIfAbsent(Platforms.class, key -> new Platforms(), Platforms.class);
        }
    }
}
