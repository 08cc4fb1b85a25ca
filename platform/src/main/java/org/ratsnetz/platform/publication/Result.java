package org.ratsnetz.platform.publication;

import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;

/**
 * What became of a command. All but {@link Refused} are durable.
 *
 * @param <S> state of the document
 */
public sealed interface Result<S> {

    /** Written; {@code created} when the document did not exist before. */
    record Written<S>(Stored<S> stored, boolean created) implements Result<S> {}

    /** The document already was as wished. */
    record Unchanged<S>(Stored<S> stored) implements Result<S> {}

    /** The same command was written before; {@code status} is that of the first answer. */
    record Replayed<S>(Stored<S> stored, int status) implements Result<S> {}

    /** Nothing was written. {@code current} is the document as it stands, where it exists and was read. */
    record Refused<S>(Problem problem, @Nullable Stored<S> current) implements Result<S> {}
}
