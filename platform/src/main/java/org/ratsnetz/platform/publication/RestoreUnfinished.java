package org.ratsnetz.platform.publication;

/** A backup was put back by half: a service must not run on that. */
public final class RestoreUnfinished extends RuntimeException {

    RestoreUnfinished() {
        super("a backup is being put back into this database, or that was begun and not ended");
    }
}
