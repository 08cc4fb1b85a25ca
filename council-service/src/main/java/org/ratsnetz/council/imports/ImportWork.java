package org.ratsnetz.council.imports;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.LineErrors.Fault;
import org.ratsnetz.council.municipality.Municipalities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a job from where it was left to its end. */
class ImportWork {

    private static final Logger log = LoggerFactory.getLogger(ImportWork.class);

    private final Map<String, ImportKind<?, ?>> kinds;
    private final ImportJobs jobs;
    private final Uploads uploads;
    private final Municipalities municipalities;
    private final ImportProperties properties;
    private final LongSupplier nanos;

    ImportWork(
            List<ImportKind<?, ?>> kinds,
            ImportJobs jobs,
            Uploads uploads,
            Municipalities municipalities,
            ImportProperties properties,
            LongSupplier nanos) {
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(ImportKind::name, Function.identity()));
        this.jobs = jobs;
        this.uploads = uploads;
        this.municipalities = municipalities;
        this.properties = properties;
        this.nanos = nanos;
    }

    /** Names of the kinds of lines. */
    List<String> kinds() {
        return kinds.keySet().stream().sorted().toList();
    }

    void run(ImportJob job, Hold hold) throws IOException, InterruptedException {
        ImportKind<?, ?> kind = kinds.get(job.kind());
        if (kind == null) {
            throw new IllegalStateException("This release does not import " + job.kind());
        }
        run(job, hold, kind);
    }

    private <R extends Record, S> void run(ImportJob job, Hold hold, ImportKind<R, S> kind)
            throws IOException, InterruptedException {
        Tally tally = new Tally(job, jobs);
        Application<S> application = job.dryRun() ? new Application.Trying<>(kind) : new Application.Writing<>(kind);
        ImportRun<R, S> run = new ImportRun<>(
                job, hold, tally, new LineReading<>(job, kind, municipalities), application, properties, nanos);
        try (UploadStream file = uploads.open(job)) {
            List<Fault> heading = run.run(file, kind.reader().columns());
            if (!heading.isEmpty()) {
                jobs.report(List.of(LineErrors.of(job, 1, heading)));
            }
            end(job, hold, tally.progress(file.position()), heading.isEmpty() ? null : "heading");
        } catch (Uploads.UploadGone e) {
            end(job, hold, tally.progress(job.progress().bytes()), "upload-gone");
        }
    }

    private void end(ImportJob job, Hold hold, ImportJob.Progress progress, @Nullable String failure) {
        hold.finish(progress, failure);
        uploads.remove(job.id());
        log.info(
                "Import {} of {} ended: {} read, {} changed, {} unchanged, {} rejected",
                job.id(),
                job.kind(),
                progress.read(),
                progress.changed(),
                progress.unchanged(),
                progress.rejected());
    }
}
