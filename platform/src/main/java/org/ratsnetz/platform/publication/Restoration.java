package org.ratsnetz.platform.publication;

import java.time.Instant;

/**
 * What a service does when its database was put back from a backup, before it serves: it is named to
 * {@link Publication#afterRestore}, runs when writers run and nothing is published yet, and may run again.
 */
@FunctionalInterface
public interface Restoration {

    /**
     * Puts right what the backup cannot know.
     *
     * @param restored when the database was put back
     */
    void run(Instant restored);
}
