package org.ratsnetz.council.imports;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.ImportJob.Progress;
import org.ratsnetz.council.imports.ImportJob.State;
import org.ratsnetz.council.lines.Format;

/**
 * What a reader sees of an import.
 *
 * @param id id
 * @param kind what the lines are: councils or mandates
 * @param dryRun whether nothing is written
 * @param state queued, running, done or failed
 * @param failure why it failed
 * @param read lines that count by now: changed, unchanged and rejected ones
 * @param changed lines that changed a council or mandate; in a dry run: would have
 * @param unchanged lines that said what was so already
 * @param rejected lines with errors
 * @param total lines in the file; while the job runs as counted from line ends, which cells of several lines make too high
 * @param progress part that is done, 0 to 1
 * @param format ndjson or csv, as detected
 * @param encoding encoding, as detected
 * @param separator separator of CSV, as detected
 * @param bytes size of the file, unpacked
 * @param createdBy client that uploaded it
 * @param createdAt when it was stored
 * @param startedAt when work on it began
 * @param finishedAt when it ended
 * @param errors where the errors are
 */
record ImportView(
        String id,
        String kind,
        boolean dryRun,
        State state,
        @Nullable String failure,
        long read,
        long changed,
        long unchanged,
        long rejected,
        long total,
        double progress,
        String format,
        String encoding,
        @Nullable String separator,
        long bytes,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        String errors) {

    static ImportView of(ImportJob job, @Nullable String failure) {
        Progress progress = job.progress();
        Format format = job.file().format();
        boolean done = job.state() == State.DONE;
        return new ImportView(
                job.id(),
                job.kind(),
                job.dryRun(),
                job.state(),
                failure,
                progress.read(),
                progress.changed(),
                progress.unchanged(),
                progress.rejected(),
                done ? progress.read() : job.file().records(),
                done
                        ? 1
                        : Math.floor(100.0
                                        * progress.bytes()
                                        / Math.max(job.file().bytes(), 1))
                                / 100,
                format.layout().name().toLowerCase(Locale.ROOT),
                format.charset(),
                format.layout() == Format.Layout.CSV ? String.valueOf(format.separator()) : null,
                job.file().bytes(),
                job.author().client(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                ImportController.PATH + "/" + job.id() + "/errors");
    }
}
