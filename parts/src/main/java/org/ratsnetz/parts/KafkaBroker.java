package org.ratsnetz.parts;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker (KRaft, controller in the same process) in a JVM of its own, on the loopback address, with data that
 * survive it. Kafka's jars are not on our class path; they lie in {@code parts/target/kafka/lib}.
 */
public final class KafkaBroker extends ChildPart {

    private static final List<String> JVM = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    private final Path libraries;
    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final List<String> jvmOptions;
    private final Output output;

    /**
     * @param root the project's folder, which holds {@code parts/target/kafka/lib}
     * @param folder folder of settings and log; must not be shared
     * @param jvmOptions options beside our own
     */
    public KafkaBroker(Path root, Path folder, int port, int controllerPort, List<String> jvmOptions, Output output) {
        super(Duration.ofSeconds(3));
        this.libraries = root.resolve("parts/target/kafka/lib").toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.output = output;
    }

    /** Address for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    protected Child launch() {
        if (!Files.isDirectory(libraries)) {
            throw new PartFailed("Kafka's jars are not in " + libraries + ": build module parts first");
        }
        prepare();
        return Child.start(command(), Map.of(), output);
    }

    @Override
    protected void awaitReady(Child launched) {
        Waiting.until("Kafka", launched, output.place(), () -> !announced().isEmpty());
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private void prepare() {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
            try (Writer writer = Files.newBufferedWriter(settings())) {
                KafkaSettings.of(folder.resolve("log"), port, controllerPort).store(writer, null);
            }
        } catch (IOException e) {
            throw new PartFailed("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", ourClasses() + File.pathSeparator + libraries + "/*", KafkaMain.class.getName()));
        command.addAll(List.of(settings().toString(), ready().toString()));
        return command;
    }

    private static Path ourClasses() {
        try {
            return Path.of(KafkaMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String version() {
        String version = announced();
        return "Kafka " + (version.isEmpty() ? "?" : version) + " (process)";
    }

    private String announced() {
        try {
            return Files.exists(ready()) ? Files.readString(ready()) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
