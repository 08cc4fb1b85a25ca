package org.ratsnetz.council.lines;

/**
 * How a file is written.
 *
 * @param layout what a line is
 * @param charset name of the encoding
 * @param separator what stands between the columns of CSV
 */
public record Format(Layout layout, String charset, char separator) {

    /** What a line is. */
    public enum Layout {
        /** A JSON object. */
        NDJSON,
        /** A row under a heading of dotted column names. */
        CSV
    }
}
