package org.ratsnetz.parts;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Where the output of a child goes. */
public sealed interface Output {

    /** Where one finds it, for a message. */
    String place();

    /** Appends to a file, even while we are frozen. */
    record ToFile(Path file) implements Output {

        @Override
        public String place() {
            return file.toString();
        }
    }

    /** Hands each line to {@code sink}, on a thread of its own. */
    record ToLines(String place, Consumer<String> sink) implements Output {}
}
