package org.ratsnetz.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.data.Messages;
import org.ratsnetz.standalone.launch.Backups;
import org.ratsnetz.standalone.launch.Platform;
import org.ratsnetz.standalone.launch.Settings;

/**
 * Starts the platform on this machine and keeps it running until Ctrl-C or SIGTERM; with arguments, backs it up or restores it.
 */
public final class Standalone {

    private Standalone() {}

    /** Exit code 1 and one line when it cannot start, whether for a reason that is known or not. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Path log = Path.of("launcher.log");
        try {
            Settings settings = Settings.of(System.getenv());
            log = settings.data().resolve("logs/launcher.log");
            if (arguments.length > 0) {
                System.exit(new Backups(settings).run(List.of(arguments)));
            }
            Platform platform = new Platform(settings, System.out);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                end.countDown();
                                platform.stop();
                            },
                            "stop"));
            platform.start();
            new CountDownLatch(1).await();
        } catch (CannotStart e) {
            if (end.getCount() > 0) { // else it was told to stop while it started
                System.err.println(e.getMessage());
                System.exit(1);
            }
        } catch (RuntimeException e) {
            if (end.getCount() > 0) {
                System.err.println(Messages.text("launcher.failed", firstLine(e), keep(e, log)));
                System.exit(1);
            }
        }
    }

    private static String firstLine(RuntimeException failure) {
        return failure.toString().lines().findFirst().orElse("");
    }

    /** Where the details are now. */
    private static Path keep(RuntimeException failure, Path log) {
        StringWriter details = new StringWriter();
        failure.printStackTrace(new PrintWriter(details));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.writeString(log, details.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.print(details); // nowhere else to put it
        }
        return log;
    }
}
