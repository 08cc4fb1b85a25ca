package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.KafkaBroker;
import org.ratsnetz.parts.Mongod;
import org.ratsnetz.parts.MongodProgram;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.Ports;

/** The real parts and the programs of one run of the harness, in a folder that goes with it. */
public final class Stage implements AutoCloseable {

    private final Path root;
    private final Path folder;
    private final List<AutoCloseable> closing = new ArrayList<>();

    /**
     * Makes the folder.
     *
     * @param root the project's folder
     */
    public Stage(Path root) throws IOException {
        this.root = root;
        this.folder = root.resolve(
                "benchmarks/target/stage-" + ProcessHandle.current().pid());
        Files.createDirectories(folder);
    }

    public Path root() {
        return root;
    }

    public Path folder() {
        return folder;
    }

    /** What a program says goes there; kept after the run. */
    public Path log(String name) {
        return folder.resolveSibling(name + ".log");
    }

    /** Starts a MongoDB. */
    public Mongod mongod() {
        Mongod mongod = new Mongod(
                MongodProgram.find(System.getenv()), folder.resolve("mongod"), Ports.free(), output("bench-mongod"));
        mongod.start();
        closing.add(mongod::kill);
        return mongod;
    }

    /** Starts a broker, with the settings that the tests use and all of the compiler. */
    public KafkaBroker kafka() {
        KafkaBroker kafka = new KafkaBroker(
                root, folder.resolve("kafka"), Ports.free(), Ports.free(), List.of("-Xmx512m"), output("bench-kafka"));
        kafka.start();
        closing.add(kafka::kill);
        return kafka;
    }

    private Output output(String name) {
        return new Output.ToFile(log(name));
    }

    /** Starts any program; it ends with us. */
    public Child program(String name, List<String> command, Map<String, String> environment) {
        Child child = Child.start(command, environment, output(name));
        closing.add(child::kill);
        return child;
    }

    /** Something to end before the parts do. */
    public <T extends AutoCloseable> T closing(T thing) {
        closing.add(thing);
        return thing;
    }

    /** Command line of our Java. */
    public static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        return command;
    }

    /** The packaged jar of a module. */
    public Path jar(String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(".*-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No jar in " + target + ": build first"));
        }
    }

    /** The same jar, unpacked as production has it. */
    public Path unpacked(String module) throws IOException, InterruptedException {
        Path jar = jar(module);
        Path unpacked = folder.resolve(jar.getFileName().toString().replace(".jar", ""));
        if (!Files.isDirectory(unpacked)) {
            List<String> command =
                    java("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", unpacked.toString());
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log("bench-unpack").toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(jar + " was not unpacked; see " + log("bench-unpack"));
            }
        }
        return unpacked.resolve(jar.getFileName());
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable thing : closing.reversed()) {
            try {
                thing.close();
            } catch (Exception e) {
                System.err.println("not ended: " + e);
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
