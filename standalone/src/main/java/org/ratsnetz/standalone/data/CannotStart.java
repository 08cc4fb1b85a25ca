package org.ratsnetz.standalone.data;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A reason not to start, told in one line, in the language of the one who started it. */
public final class CannotStart extends RuntimeException {

    /**
     * @param key key of the message
     * @param arguments what the message names
     */
    public CannotStart(String key, Object... arguments) {
        super(Messages.text(key, arguments));
    }

    /** A place that cannot be written, with the system's own word for why. */
    public static CannotStart notWritable(Path place, IOException failure) {
        String reason = failure instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : failure.getClass().getSimpleName().replace("Exception", "");
        return new CannotStart("data.not-writable", place, reason).because(failure);
    }

    /** The same, with what led to it. */
    public CannotStart because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
