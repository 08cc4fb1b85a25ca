package org.ratsnetz.standalone.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.standalone.data.CannotStart;

/**
 * A packaged service, unpacked once per content beside its jar, with the start-up cache that belongs to that content and
 * this Java. Platforms that run side by side share it.
 */
final class Program {

    private static final List<String> JVM = List.of(
            "-Xms48m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dfile.encoding=UTF-8",
            "-Djava.security.egd=file:/dev/urandom",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final int KEY_LENGTH = 16;

    private final Path folder;
    private final Path main;

    private Program(Path folder, Path main) {
        this.folder = folder;
        this.main = main;
    }

    /**
     * Finds and unpacks the jar of a module.
     *
     * @throws CannotStart when it was not built, or cannot be unpacked
     */
    static Program of(Path root, String module) {
        Path target = root.resolve(module).resolve("target");
        Path jar = jar(target, module);
        Path unpacked = target.resolve("standalone");
        Path folder = unpacked.resolve(key(jar));
        if (!Files.isDirectory(folder)) {
            unpack(jar, folder);
            removeOlder(unpacked);
        }
        return new Program(folder, folder.resolve(jar.getFileName()));
    }

    /** Command line that runs the jar of a module as it is packaged; for programs that run for a moment. */
    static List<String> packaged(Path root, String module) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Duser.language=" + System.getProperty("user.language"));
        command.addAll(List.of(
                "-jar", jar(root.resolve(module).resolve("target"), module).toString()));
        return command;
    }

    /** Command line that runs it; {@code options} are options of the JVM. */
    List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.addAll(options);
        command.addAll(List.of("-jar", main.toString()));
        return command;
    }

    /** Options that use the start-up cache, none while it is not made. */
    List<String> cached() {
        return Files.exists(cache()) ? List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    /** Where the start-up cache of this content and this Java lies. */
    Path cache() {
        return folder.resolve("java-" + Runtime.version() + ".aot");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jar(Path target, String module) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new CannotStart("program.missing", target.resolve(module + ".jar")));
        } catch (IOException e) {
            throw new CannotStart("program.missing", target.resolve(module + ".jar")).because(e);
        }
    }

    private static void unpack(Path jar, Path folder) {
        Path part = folder.resolveSibling(
                folder.getFileName() + "." + ProcessHandle.current().pid());
        Path log = jar.resolveSibling("unpack.log");
        try {
            Files.createDirectories(folder.getParent());
            List<String> command = List.of(
                    java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools", "-jar", jar.toString());
            List<String> line = new ArrayList<>(command);
            line.addAll(List.of("extract", "--force", "--destination", part.toString()));
            int code =
                    Child.start(line, Map.of(), new Output.ToFile(log)).ended().join();
            if (code != 0) {
                throw new CannotStart("program.extract", jar, log);
            }
            move(part, folder);
        } catch (IOException e) {
            throw new CannotStart("program.extract", jar, e.toString()).because(e);
        }
    }

    private static void move(Path part, Path folder) throws IOException {
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            remove(part); // another launcher was faster
        }
    }

    /** Keeps the newest two: another platform may still run on the one before. */
    private static void removeOlder(Path unpacked) {
        try (Stream<Path> folders = Files.list(unpacked)) {
            folders.sorted(Comparator.comparingLong(
                                    (Path folder) -> folder.toFile().lastModified())
                            .reversed())
                    .skip(2)
                    .toList()
                    .forEach(Program::remove);
        } catch (IOException e) {
            throw CannotStart.notWritable(unpacked, e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw CannotStart.notWritable(folder, e);
        }
    }

    private static String key(Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
        } catch (IOException e) {
            throw new CannotStart("program.missing", jar).because(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
