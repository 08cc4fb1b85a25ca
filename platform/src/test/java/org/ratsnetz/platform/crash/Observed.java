package org.ratsnetz.platform.crash;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of a run: what the writers did, and what is left.
 *
 * @param written what the writers were told
 * @param topic records of the topic, by document, in the order of the topic
 * @param database each document as the database holds it
 * @param view what the readers have made of the topic
 */
public record Observed(Written written, Map<String, List<Event>> topic, Map<String, State> database, View view) {

    /**
     * What the writers did.
     *
     * @param attempts mark of each write that was tried, with its document
     * @param accepted writes that were answered 2xx
     * @param stale writes that were answered 412
     */
    public record Written(Map<String, String> attempts, List<Accepted> accepted, List<Stale> stale) {}

    /**
     * A write that was answered 2xx.
     *
     * @param mark unique text that the write put into the document
     * @param content content version of the answer's entity tag; 0 when the answer was a repetition and names a later one
     */
    public record Accepted(String mark, String document, long content) {}

    /**
     * A write that was refused, since the document had changed.
     *
     * @param seen content version that the writer had seen
     * @param current content version that the answer named
     */
    public record Stale(String mark, String document, long seen, long current) {}

    /**
     * One record of the topic about a document.
     *
     * @param mark text the document carries after it
     * @param writes how many writes the document's state remembers, 0 where it does not count them
     * @param counts whether the document is a seat that is filled now
     */
    public record Event(long sequence, @Nullable String mark, long writes, boolean counts) {}

    /** A document as stored. */
    public record State(long sequence, @Nullable String mark, int pending) {}

    /**
     * What readers have made of the topic.
     *
     * @param rows what is shown
     * @param parts whether mandates are shown one by one, beside the councils
     * @param deeds sequences on which something was done once for each event, by document; null where nobody does
     */
    public record View(
            Map<String, Row> rows, boolean parts, @Nullable Map<String, Set<Long>> deeds) {}

    /** A row of the read model: the document's mark and, of a council, its number of filled seats. */
    public record Row(@Nullable String mark, long filled) {}
}
