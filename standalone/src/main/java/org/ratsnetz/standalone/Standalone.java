package org.ratsnetz.standalone;

import java.util.concurrent.CountDownLatch;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.launch.Platform;
import org.ratsnetz.standalone.launch.Settings;

/** Starts the platform on this machine and keeps it running until Ctrl-C or SIGTERM. */
public final class Standalone {

    private Standalone() {}

    /** Exit code 1 and one line when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try {
            Platform platform = new Platform(Settings.of(System.getenv()), System.out);
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
        }
    }
}
