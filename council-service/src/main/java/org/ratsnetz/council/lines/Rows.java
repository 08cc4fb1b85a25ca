package org.ratsnetz.council.lines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem.Invalid;

/** The rows of a file, one after the other; blank lines are none. */
public interface Rows {

    /** Longest line, in characters. */
    int LONGEST_LINE = 128 * 1024;

    /** What is wrong with the file's heading; then there are no rows to be read. */
    List<Invalid> headingErrors();

    /** The next row, null after the last. */
    @Nullable
    Row next() throws IOException;

    /**
     * Reads a file.
     *
     * @param file the file's bytes, unpacked
     * @param columns columns that a CSV file may have
     */
    static Rows of(InputStream file, Format format, Columns columns) throws IOException {
        Charset charset = Charset.forName(format.charset(), StandardCharsets.UTF_8);
        PhysicalLines lines = new PhysicalLines(
                new InputStreamReader(new BufferedInputStream(file, 64 * 1024), charset), LONGEST_LINE);
        return switch (format.layout()) {
            case NDJSON -> new NdjsonRows(lines);
            case CSV -> new CsvRows(lines, format.separator(), columns);
        };
    }
}
