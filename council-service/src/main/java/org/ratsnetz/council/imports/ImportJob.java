package org.ratsnetz.council.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.lines.Format;
import org.ratsnetz.council.register.Authority;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An import and how far it is.
 *
 * @param id id
 * @param kind what the lines are: councils or mandates
 * @param dryRun whether nothing is to be written
 * @param author who uploaded the file, with what rights
 * @param key what makes a repeated upload the same one, where the client sent an Idempotency-Key
 * @param createdAt when the file was durable
 * @param file the file
 * @param state where the job stands
 * @param startedAt when the first process began with it
 * @param finishedAt when it ended
 * @param failure why it failed: key of a text
 * @param progress what is done of it, as last stored
 * @param lease who works on it, null when nobody does
 * @param expires when the job is forgotten
 */
@Document("imports")
record ImportJob(
        @Id String id,
        String kind,
        boolean dryRun,
        Author author,
        @Nullable String key,
        Instant createdAt,
        Upload file,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        Progress progress,
        @Nullable Lease lease,
        Instant expires) {

    /** Where a job stands. */
    enum State {
        /** Waits for a worker. */
        @JsonProperty("queued")
        QUEUED,
        /** Is being worked on. */
        @JsonProperty("running")
        RUNNING,
        /** All lines were read; the broken ones are reported. */
        @JsonProperty("done")
        DONE,
        /** Could not be read as a whole. */
        @JsonProperty("failed")
        FAILED
    }

    /**
     * Who uploaded the file. The rights are those of the token at that time.
     *
     * @param client client
     * @param anyCouncil whether lines of any council are allowed (role registrar)
     * @param councils councils whose lines are allowed
     */
    record Author(String client, boolean anyCouncil, Set<String> councils) {

        boolean mayWrite(String ags) {
            return anyCouncil || councils.contains(ags);
        }

        Authority authority(String ags) {
            return new Authority(councils.contains(ags), anyCouncil);
        }
    }

    /**
     * The file.
     *
     * @param format how it is written
     * @param bytes size, unpacked
     * @param chunks number of stored pieces
     * @param lines lines with something in them, the heading of CSV included
     * @param hash SHA-256 of the upload as it was sent, in hexadecimal
     */
    record Upload(Format format, long bytes, int chunks, long lines, String hash) {

        /** Lines that are records, as far as can be said before reading: a cell may go over some lines. */
        long records() {
            return format.layout() == Format.Layout.CSV ? Math.max(lines - 1, 0) : lines;
        }
    }

    /**
     * What is done: every line up to {@code line} counts, and none after it.
     *
     * @param line number of the last line that counts
     * @param bytes bytes read of the file
     * @param changed lines that changed a document (in a dry run: would have)
     * @param unchanged lines that said what was so already
     * @param rejected lines with errors
     */
    record Progress(long line, long bytes, long changed, long unchanged, long rejected) {

        static final Progress NONE = new Progress(0, 0, 0, 0, 0);

        long read() {
            return changed + unchanged + rejected;
        }
    }

    /**
     * Who works on a job. Nobody compares clocks: a beat that another process has seen unchanged for long enough is a dead one.
     *
     * @param holder process
     * @param beat counts signs of life
     */
    record Lease(String holder, long beat) {}
}
