package org.ratsnetz.platform.crash;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Outcome;

/**
 * The smallest aggregate that shows who wrote it last, and whether a write before was lost.
 *
 * @param mark unique text of the last write
 * @param writes how many there were
 */
public record Marked(String mark, long writes) {

    /** What it tells. */
    public sealed interface Told {

        /** It was written. */
        @JsonTypeName("lab-marked")
        record MarkWritten(String ags, String document, String mark, long writes) implements Told {}
    }

    /** The next state of a document. */
    public static Outcome<Marked> written(String document, String mark, @Nullable Marked current) {
        Marked next = new Marked(mark, current == null ? 1 : current.writes + 1);
        return new Outcome.Changed<>(
                next, new Emission.Event(new Told.MarkWritten(key(document), document, mark, next.writes)));
    }

    /** Record key of a document. */
    public static String key(String document) {
        int slash = document.indexOf('/');
        return slash < 0 ? document : document.substring(0, slash);
    }
}
