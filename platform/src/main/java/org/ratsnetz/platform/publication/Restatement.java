package org.ratsnetz.platform.publication;

import java.util.List;
import java.util.Set;

/**
 * How documents of a kind are told again, whole: to a reader that missed something, after a restore, or where a topic was lost.
 *
 * @param <S> state of the document
 */
public interface Restatement<S> {

    /** The document as it stands: one {@link Emission.Restated}, and the facts beside it before that. */
    List<Emission> of(S state);

    /**
     * What is told where no such document exists.
     *
     * @param id id of a document
     * @return empty when the id is not one of this kind
     */
    List<Emission> gone(String id);

    /** Topics of the facts beside the kind's own topic. */
    default Set<String> facts() {
        return Set.of();
    }
}
