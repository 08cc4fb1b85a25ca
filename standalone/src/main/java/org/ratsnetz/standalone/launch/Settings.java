package org.ratsnetz.standalone.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ratsnetz.standalone.data.CannotStart;

/**
 * What the one who starts the platform can choose.
 *
 * @param root the project's folder
 * @param data folder of everything that survives a run ({@code RATSNETZ_DATA})
 * @param port the gateway's port ({@code RATSNETZ_PORT})
 * @param day whether the scripted day plays (not with {@code RATSNETZ_DAY=off})
 * @param training whether start-up caches are made after a start (not with {@code RATSNETZ_TRAINING=off})
 * @param mongodbUri a replica set to use instead of our own mongod ({@code SPRING_MONGODB_URI})
 * @param environment all variables
 */
public record Settings(
        Path root,
        Path data,
        int port,
        boolean day,
        boolean training,
        Optional<String> mongodbUri,
        Map<String, String> environment) {

    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;
    private static final int JAVA = 25;

    /**
     * Reads the settings.
     *
     * @throws CannotStart naming the one that is wrong
     */
    public static Settings of(Map<String, String> environment) {
        if (Runtime.version().feature() < JAVA) {
            throw new CannotStart("setting.java", Runtime.version());
        }
        Path root = projectFolder();
        String data = environment.getOrDefault("RATSNETZ_DATA", "");
        return new Settings(
                root,
                data.isBlank() ? root.resolve("data") : Path.of(data).toAbsolutePath(),
                readPort(environment.getOrDefault("RATSNETZ_PORT", "")),
                isOn(environment, "RATSNETZ_DAY"),
                isOn(environment, "RATSNETZ_TRAINING"),
                Optional.ofNullable(environment.get("SPRING_MONGODB_URI")).filter(uri -> !uri.isBlank()),
                Map.copyOf(environment));
    }

    /** The gateway's address, which is also the issuer of tokens. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    private static Path projectFolder() {
        String told = System.getProperty("ratsnetz.root", "");
        if (told.isBlank() || !Files.isRegularFile(Path.of(told, "pom.xml"))) {
            throw new CannotStart("setting.root");
        }
        return Path.of(told).toAbsolutePath().normalize();
    }

    private static int readPort(String told) {
        if (told.isBlank()) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(told.strip());
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new CannotStart("setting.port", told).because(e);
        }
        throw new CannotStart("setting.port", told);
    }

    private static boolean isOn(Map<String, String> environment, String name) {
        return !"off".equalsIgnoreCase(environment.getOrDefault(name, ""));
    }
}
