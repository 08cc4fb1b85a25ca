package org.ratsnetz.standalone.data;

/** A reason not to start, told in one line, in the language of the one who started it. */
public final class CannotStart extends RuntimeException {

    /**
     * @param key key of the message
     * @param arguments what the message names
     */
    public CannotStart(String key, Object... arguments) {
        super(Messages.text(key, arguments));
    }

    /** The same, with what led to it. */
    public CannotStart because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
