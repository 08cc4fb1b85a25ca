package org.ratsnetz.platform.publication;

import java.util.Set;

/** What a caller demands of a document before it is changed. */
public sealed interface Precondition {

    /** Nothing was said: fine for a creation; a document that exists answers 428. */
    record Missing() implements Precondition {}

    /** The document exists, in whatever state ({@code If-Match: *}). */
    record Exists() implements Precondition {}

    /** The document does not exist ({@code If-None-Match: *}). */
    record Absent() implements Precondition {}

    /** The document has one of these entity tags. */
    record Matches(Set<String> tags) implements Precondition {}

    /** No demand, for what the platform does itself and for imports. */
    record None() implements Precondition {}
}
