package org.ratsnetz.backup;

import com.mongodb.MongoException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code backup FILE}, {@code restore FILE [database …]}, {@code check FILE}; exit code 1 and one line when it cannot be done. */
public final class Main {

    /** Services look at their database every two seconds. */
    private static final Duration QUIET = Duration.ofSeconds(6);

    /** Kept, since a logger that nobody holds forgets what it was told. */
    private static final Logger DRIVER = Logger.getLogger("org.mongodb");

    private Main() {}

    public static void main(String[] arguments) {
        DRIVER.setLevel(Level.SEVERE);
        try {
            run(List.of(arguments), System.getenv());
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println(Refusal.text("failed", e.toString()));
            System.exit(1);
        } catch (MongoException e) {
            System.err.println(Refusal.text("failed.mongodb", String.valueOf(e.getMessage())));
            System.exit(1);
        }
    }

    /** How long to look whether a service works; a launcher that has just started the database itself knows that none does. */
    private static Duration quiet(Map<String, String> environment) {
        String told = environment.getOrDefault("RATSNETZ_BACKUP_QUIET", "");
        return told.isBlank() ? QUIET : Duration.parse(told);
    }

    private static void run(List<String> arguments, Map<String, String> environment) throws IOException {
        if (arguments.size() < 2) {
            throw new Refusal("usage");
        }
        Path file = Path.of(arguments.get(1)).toAbsolutePath();
        try (Places places = new Places(environment)) {
            switch (arguments.getFirst()) {
                case "backup" -> {
                    Manifest manifest = new Taking(places, Clock.systemUTC(), Main::say).into(file, version());
                    say(Refusal.text("progress.taken", file, sum(manifest)));
                }
                case "restore" -> {
                    List<Store> stores = stores(arguments.subList(2, arguments.size()));
                    Manifest manifest = new PuttingBack(places, Clock.systemUTC(), quiet(environment), Main::say)
                            .from(file, stores);
                    say(Refusal.text("progress.restored", manifest.takenAt()));
                }
                case "check" -> {
                    try (BackupReader backup = new BackupReader(file)) {
                        backup.verify();
                        Manifest manifest = backup.manifest();
                        say(Refusal.text("progress.whole", manifest.takenAt(), manifest.version(), sum(manifest)));
                    }
                }
                default -> throw new Refusal("usage");
            }
        }
    }

    private static List<Store> stores(List<String> names) {
        if (names.isEmpty()) {
            return Store.ALL;
        }
        List<Store> stores = new ArrayList<>();
        for (String name : names) {
            stores.add(Store.of(name).orElseThrow(() -> new Refusal("usage")));
        }
        return stores;
    }

    private static long sum(Manifest manifest) {
        return manifest.parts().stream().mapToLong(Part::documents).sum();
    }

    static String version() {
        return ResourceBundle.getBundle("org.ratsnetz.backup.version").getString("version");
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
