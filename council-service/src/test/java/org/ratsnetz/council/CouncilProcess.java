package org.ratsnetz.council;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The service as a process of its own, that may die. */
public final class CouncilProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private CouncilProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param folder where its output goes
     * @param failPoint name and number of the place where it dies, empty for none
     * @param arguments settings
     */
    public static CouncilProcess start(Path folder, String failPoint, List<String> arguments) {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dratsnetz.publication.own-topics=false",
                "-cp",
                System.getProperty("java.class.path")));
        if (!failPoint.isEmpty()) {
            command.add("-Dfail.at=" + failPoint);
        }
        command.add(CouncilService.class.getName());
        command.addAll(arguments);
        command.add("--logging.structured.format.console=");
        try {
            return new CouncilProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** What it has written. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
