package org.ratsnetz.council.imports;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.ImportJob.Author;
import org.ratsnetz.council.imports.ImportJob.Progress;
import org.ratsnetz.council.imports.ImportJob.State;
import org.ratsnetz.council.lines.UnreadableFile;
import org.ratsnetz.council.lines.UnreadableFile.Reason;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Problem.Invalid;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.context.MessageSource;

/** Makes a job of an upload, once it is durable. */
class ImportDesk {

    private final ImportJobs jobs;
    private final Uploads uploads;
    private final ImportWork work;
    private final ImportWorker worker;
    private final ImportProperties properties;
    private final InstantSource clock;
    private final MessageSource messages;

    ImportDesk(
            ImportJobs jobs,
            Uploads uploads,
            ImportWork work,
            ImportWorker worker,
            ImportProperties properties,
            InstantSource clock,
            MessageSource messages) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.work = work;
        this.worker = worker;
        this.properties = properties;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * A job.
     *
     * @param job the job
     * @param replayed whether the upload repeats one that was taken before
     */
    record Taken(ImportJob job, boolean replayed) {}

    /**
     * Stores a file and queues its job.
     *
     * @param key the client's Idempotency-Key, where there is one
     * @param contentType declared media type, where there is one
     * @throws Refused when the file cannot be taken
     */
    Taken take(
            String kind,
            boolean dryRun,
            Author author,
            @Nullable String key,
            @Nullable String contentType,
            InputStream file)
            throws IOException {
        if (!work.kinds().contains(kind)) {
            throw new Refused(parameter("kind", String.join(", ", work.kinds())));
        }
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new Refused(Problem.of(415, "import-multipart"));
        }
        String ownKey = key == null ? null : author.client() + "\n" + key;
        Optional<ImportJob> before = ownKey == null ? Optional.empty() : jobs.findByKey(ownKey);
        if (before.isPresent()) {
            return repeated(before.get(), kind, dryRun, Uploads.hash(file));
        }
        if (jobs.unfinishedOf(author.client()) >= properties.waitingPerClient()) {
            throw new Refused(Problem.of(429, "import-queue-full", properties.waitingPerClient())
                    .retryAfter(30));
        }
        return add(store(kind, dryRun, author, ownKey, contentType, file));
    }

    private ImportJob store(
            String kind,
            boolean dryRun,
            Author author,
            @Nullable String key,
            @Nullable String contentType,
            InputStream file)
            throws IOException {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        ImportJob.Upload upload;
        try {
            upload = uploads.store(id, file, contentType);
        } catch (UnreadableFile e) {
            throw new Refused(problem(e.reason()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ImportJob(
                id,
                kind,
                dryRun,
                author,
                key,
                now,
                upload,
                State.QUEUED,
                null,
                null,
                null,
                Progress.NONE,
                null,
                now.plus(properties.keep()));
    }

    private Taken add(ImportJob job) {
        if (jobs.add(job)) {
            worker.wake();
            return new Taken(job, false);
        }
        uploads.remove(job.id());
        String key = job.key() == null ? "" : job.key();
        ImportJob twin = jobs.findByKey(key)
                .orElseThrow(() -> new Refused(Problem.of(409, "conflict").retryAfter(1)));
        return repeated(twin, job.kind(), job.dryRun(), job.file().hash());
    }

    private static Taken repeated(ImportJob before, String kind, boolean dryRun, String hash) {
        if (before.kind().equals(kind)
                && before.dryRun() == dryRun
                && before.file().hash().equals(hash)) {
            return new Taken(before, true);
        }
        throw new Refused(Problem.of(422, "key-reused"));
    }

    /** Why a job failed, in words. */
    @Nullable
    String failure(ImportJob job, Locale locale) {
        return job.failure() == null
                ? null
                : messages.getMessage("import.failure." + job.failure(), null, job.failure(), locale);
    }

    static Problem parameter(String name, String possible) {
        Invalid error = Invalid.of("query/" + name, "one-of", possible);
        return new Problem("bad-parameter", 400, List.of(), List.of(error), null, Map.of());
    }

    private Problem problem(Reason reason) {
        int status = switch (reason) {
            case TOO_LARGE, TOO_MANY_LINES, TOO_DENSE -> 413;
            case WORKBOOK, BINARY -> 415;
            case EMPTY, BROKEN_PACKING, JSON_ARRAY -> 422;
        };
        return Problem.of(
                status,
                "import-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Long.toString(properties.maxSize().toMegabytes()),
                Integer.toString(properties.maxLines()),
                Integer.toString(properties.maxRatio()));
    }
}
