package org.ratsnetz.board.federation;

import java.util.Set;

/** Wants to know when figures of councils may have changed. Called while a batch is in hand, so it must be quick. */
@FunctionalInterface
public interface RowListener {

    /** The rows of these councils were derived again, by this process. */
    void derived(Set<String> councils);
}
