package org.ratsnetz.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The parts as processes of this machine, with data in the {@code target} folder of the module under test. */
final class ProcessRunner implements PartsRunner {

    private static final String FOLDER = "parts-";

    private final Path folder;
    private final Mongod mongod;
    private final KafkaBroker kafka;

    private ProcessRunner(Path target) throws IOException {
        folder = target.resolve(FOLDER + ProcessHandle.current().pid()).toAbsolutePath();
        Files.createDirectories(folder);
        mongod = new Mongod(
                MongodProgram.find(System.getenv()), folder.resolve("mongod"), Ports.free(), log(target, "mongod"));
        kafka = new KafkaBroker(
                root(),
                folder.resolve("kafka"),
                Ports.free(),
                Ports.free(),
                List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                log(target, "kafka"));
    }

    /** Starts both at the same time. */
    static ProcessRunner start() {
        Path target = Path.of("target").toAbsolutePath();
        try {
            removeLeftovers(target);
            ProcessRunner runner = new ProcessRunner(target);
            CompletableFuture<Void> kafka = CompletableFuture.runAsync(runner.kafka::start);
            runner.mongod.start();
            kafka.join();
            return runner;
        } catch (IOException e) {
            throw new PartFailed("Cannot write to " + target + ": " + e.getMessage(), e);
        }
    }

    private static Output log(Path target, String part) {
        return new Output.ToFile(target.resolve(part + ".log"));
    }

    /** The project's folder: told by the build, else found upwards from where we run. */
    static Path root() {
        String told = System.getProperty("ratsnetz.root");
        if (told != null) {
            return Path.of(told);
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve("parts/src")))
                .findFirst()
                .orElseThrow(() -> new PartFailed("Set -Dratsnetz.root to the project's folder"));
    }

    private static void removeLeftovers(Path target) throws IOException {
        Files.createDirectories(target);
        List<Path> old;
        try (Stream<Path> files = Files.list(target)) {
            old = files.filter(file -> file.getFileName().toString().matches(FOLDER + "\\d+"))
                    .filter(file -> !isRunning(file))
                    .toList();
        }
        old.forEach(ProcessRunner::remove);
    }

    private static boolean isRunning(Path folder) {
        long pid = Long.parseLong(folder.getFileName().toString().substring(FOLDER.length()));
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().isAlive();
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new PartFailed("Cannot remove " + folder, e);
        }
    }

    @Override
    public Part mongod() {
        return mongod;
    }

    @Override
    public String mongodbUri(String database) {
        return mongod.uri(database);
    }

    @Override
    public Part kafka() {
        return kafka;
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        mongod.kill();
        kafka.kill();
        remove(folder);
    }
}
