package org.ratsnetz.platform.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator has asked for and that takes its time.
 *
 * @param id id
 * @param kind what it is
 * @param state where it stands
 * @param progress how far it is
 * @param message what is being done, or what went wrong
 * @param details what it is about
 * @param by client that asked
 * @param startedAt when
 * @param endedAt when it ended, null while it goes on
 * @param abandoned whether an operator has asked to give it up
 */
public record Task(
        String id,
        String kind,
        State state,
        Progress progress,
        @Nullable String message,
        Map<String, Object> details,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        @JsonIgnore boolean abandoned) {

    /** Where a task stands. */
    public enum State {
        /** Nobody works on it yet. */
        queued,
        /** A process works on it. */
        running,
        /** It has come to its end. */
        done,
        /** It has failed; the message says why. */
        failed,
        /** An operator has given it up. */
        abandoned
    }

    /**
     * How far a task is.
     *
     * @param done units done
     * @param total units there are, 0 while that is not known
     */
    public record Progress(long done, long total) {}
}
