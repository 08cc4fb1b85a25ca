package org.ratsnetz.standalone.launch;

import java.io.PrintStream;
import org.ratsnetz.standalone.data.Messages;

/** What the one who started the platform reads: few lines. All else stands in the log files. */
final class Console {

    private final PrintStream out;
    private volatile boolean warns;

    Console(PrintStream out) {
        this.out = out;
    }

    /** Prints a text from the message bundle. */
    void say(String key, Object... arguments) {
        out.println(Messages.text(key, arguments));
        out.flush();
    }

    /** Warnings of parts are shown only while the platform runs: starting and stopping make some that mean nothing. */
    void showWarnings(boolean show) {
        warns = show;
    }

    void warn(String part, String line) {
        if (warns) {
            out.println("[" + part + "] " + line);
            out.flush();
        }
    }
}
