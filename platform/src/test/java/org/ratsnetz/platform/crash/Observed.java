package org.ratsnetz.standalone.crash;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of a run: what the writers did, and what is left.
 *
 * @param attempts mark of each write that was tried, with its document
 * @param accepted writes that were answered 2xx
 * @param topic records of the topic, by document, in the order of the topic
 * @param database each document as the database holds it
 * @param rows each council as the read model shows it
 */
record Observed(
        Map<String, String> attempts,
        List<Accepted> accepted,
        Map<String, List<Event>> topic,
        Map<String, State> database,
        Map<String, Row> rows) {

    /**
     * A write that was answered 2xx.
     *
     * @param mark unique text that the write put into the document
     * @param content content version of the answer's entity tag; 0 when the answer was a repetition and names a later one
     */
    record Accepted(String mark, String document, long content) {}

    /**
     * One record of the topic about a document.
     *
     * @param mark text the document carries after it
     * @param counts whether the document is a seat that is filled now
     */
    record Event(long sequence, @Nullable String mark, boolean counts) {}

    /** A document as stored. */
    record State(long sequence, @Nullable String mark, int pending) {}

    /** A row of the read model: the council's mark and its number of filled seats. */
    record Row(@Nullable String mark, long filled) {}
}
