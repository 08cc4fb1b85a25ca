package org.ratsnetz.platform.publication;

import org.jspecify.annotations.Nullable;

/**
 * What a command makes of a document: a pure function, since it may be asked again on a fresher state.
 *
 * @param <S> state of the document
 */
@FunctionalInterface
public interface Decision<S> {

    /**
     * Decides.
     *
     * @param current state now, null where the document does not exist
     * @throws org.ratsnetz.platform.problem.Refused the same as an outcome that refuses
     */
    Outcome<S> decide(@Nullable S current);
}
