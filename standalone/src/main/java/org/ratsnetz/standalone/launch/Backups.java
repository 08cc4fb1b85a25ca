package org.ratsnetz.standalone.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Mongod;
import org.ratsnetz.parts.MongodProgram;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.PartFailed;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.data.DataFolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the program that backs up and restores, for the platform on a data folder: a backup while it runs or stands, a restore only while
 * it stands. Where it stands, its database is started for as long as that takes.
 */
public final class Backups {

    private static final String BACKUP = "backup";
    private static final String RESTORE = "restore";

    private final Settings settings;

    public Backups(Settings settings) {
        this.settings = settings;
    }

    /**
     * Runs it.
     *
     * @param arguments {@code backup FILE}, {@code restore FILE …} or {@code check FILE}
     * @return its exit code
     * @throws CannotStart with one line for the one who asked
     */
    public int run(List<String> arguments) {
        String wish = arguments.getFirst();
        Map<String, String> environment = new HashMap<>();
        if (!wish.equals(BACKUP) && !wish.equals(RESTORE)) {
            return run(arguments, environment);
        }
        environment.put("RATSNETZ_BACKUP_FILES", settings.data().toString());
        if (settings.mongodbUri().isPresent()) {
            environment.put("SPRING_MONGODB_URI", settings.mongodbUri().get());
            return run(arguments, environment);
        }
        Path access = settings.data().resolve("access.json");
        if (!Files.isDirectory(settings.data().resolve("mongod")) && wish.equals(BACKUP)) {
            throw new CannotStart("backup.nothing", settings.data());
        }
        DataFolder data;
        try {
            data = DataFolder.own(settings.data());
        } catch (CannotStart e) {
            if (wish.equals(RESTORE) || !Files.exists(access)) {
                throw Files.exists(access) ? new CannotStart("backup.running", settings.data()).because(e) : e;
            }
            environment.put("SPRING_MONGODB_URI", mongodb(access));
            return run(arguments, environment);
        }
        try (data) {
            return withDatabase(data, arguments, environment);
        }
    }

    private int withDatabase(DataFolder data, List<String> arguments, Map<String, String> environment) {
        new Leftovers(data.resolve("processes.json"), data.path()).end();
        PortPlan ports = PortPlan.in(data.resolve("ports.json"), ServiceSettings.portNames());
        Path log = data.folder("logs").resolve("mongod.log");
        Mongod mongod = new Mongod(program(), data.resolve("mongod"), ports.of("mongod"), new Output.ToFile(log));
        try {
            mongod.start();
            environment.put("SPRING_MONGODB_URI", mongod.uri(""));
            environment.put("RATSNETZ_BACKUP_QUIET", "PT0S");
            return run(arguments, environment);
        } catch (PartFailed e) {
            throw new CannotStart("part.failed", "mongod", String.valueOf(e.getMessage())).because(e);
        } finally {
            mongod.stop();
        }
    }

    private MongodProgram program() {
        try {
            return MongodProgram.find(settings.environment());
        } catch (PartFailed e) {
            throw new CannotStart("mongod.missing", String.valueOf(e.getMessage())).because(e);
        }
    }

    private int run(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(Program.packaged(settings.root(), BACKUP));
        command.addAll(arguments);
        return Child.start(command, environment, new Output.ToLines("", System.out::println))
                .ended()
                .join();
    }

    private static String mongodb(Path access) {
        return JsonMapper.builder()
                .build()
                .readTree(access.toFile())
                .path("mongodb")
                .asString();
    }
}
