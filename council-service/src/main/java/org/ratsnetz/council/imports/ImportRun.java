package org.ratsnetz.council.imports;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.Application.Fate;
import org.ratsnetz.council.imports.LineErrors.Fault;
import org.ratsnetz.council.lines.Columns;
import org.ratsnetz.council.lines.Row;
import org.ratsnetz.council.lines.Rows;
import org.ratsnetz.platform.fault.FailPoint;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.publication.Command;

/**
 * Works through a job's file from where it was left. Many lines wait for their write at once, so that they commit in large groups;
 * they are counted in their order. A write that the service is too busy for is tried again until it is done.
 */
final class ImportRun<R extends Record, S> {

    private static final int CONFLICTS = 5;

    private final ImportJob job;
    private final Hold hold;
    private final Tally tally;
    private final LineReading<R, S> reading;
    private final Application<S> application;
    private final ImportProperties properties;
    private final LongSupplier nanos;
    private final Deque<InFlight<S>> inFlight = new ArrayDeque<>();
    private long checkpointAt;

    ImportRun(
            ImportJob job,
            Hold hold,
            Tally tally,
            LineReading<R, S> reading,
            Application<S> application,
            ImportProperties properties,
            LongSupplier nanos) {
        this.job = job;
        this.hold = hold;
        this.tally = tally;
        this.reading = reading;
        this.application = application;
        this.properties = properties;
        this.nanos = nanos;
        this.checkpointAt = nanos.getAsLong();
    }

    private static final class InFlight<S> {
        private final long line;
        private final @Nullable Command<S> command;
        private final List<Fault> faults;
        private CompletableFuture<Fate> fate;
        private int conflicts;

        InFlight(LineReading.Read<S> read, CompletableFuture<Fate> fate) {
            this.line = read.line();
            this.command = read.command();
            this.faults = read.faults();
            this.fate = fate;
        }

        /** Whether the service was too busy, could not say what became of it, or others were faster. */
        boolean worthAnotherTry() {
            return fate.getNow(null) instanceof Fate.Rejected(Problem problem)
                    && (problem.status() == 503 || (problem.type().equals("conflict") && conflicts++ < CONFLICTS));
        }
    }

    /**
     * Reads the file to its end.
     *
     * @param columns columns that a CSV file may have
     * @return why the file as a whole cannot be read: faults of its heading; empty when it was read
     */
    List<Fault> run(UploadStream file, Columns columns) throws IOException, InterruptedException {
        Rows rows = Rows.of(file, job.file().format(), columns);
        if (!rows.headingErrors().isEmpty()) {
            return LineReading.faults(Problem.invalid(rows.headingErrors()));
        }
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
            take(row);
            while (inFlight.size() >= properties.window()) {
                settle();
            }
            if (nanos.getAsLong() - checkpointAt > properties.checkpoint().toNanos()) {
                hold.checkpoint(tally.progress(file.position()));
                checkpointAt = nanos.getAsLong();
                FailPoint.hit("import-checkpoint");
            }
        }
        while (!inFlight.isEmpty()) {
            settle();
        }
        return List.of();
    }

    private void take(Row row) {
        LineReading.Read<S> read = reading.read(row);
        if (row.line() <= job.progress().line()) {
            return; // counted before; it was read again only for its key
        }
        Command<S> command = read.command();
        inFlight.add(new InFlight<>(
                read, command == null ? CompletableFuture.completedFuture(new Fate.Unchanged()) : submit(command)));
    }

    private CompletableFuture<Fate> submit(Command<S> command) {
        hold.check();
        FailPoint.hit("import-line");
        return application.submit(command);
    }

    /** Counts the oldest line that waits. */
    private void settle() throws InterruptedException {
        InFlight<S> oldest = inFlight.getFirst();
        if (oldest.command == null) {
            tally.rejected(oldest.line, oldest.faults);
            inFlight.removeFirst();
            return;
        }
        if (!oldest.fate.isDone()) {
            application.flush();
        }
        oldest.fate.join();
        if (oldest.worthAnotherTry()) {
            hold.pause(pause(oldest));
            tryAgain();
        } else {
            count(oldest);
            inFlight.removeFirst();
        }
    }

    private void count(InFlight<S> settled) {
        switch (settled.fate.join()) {
            case Fate.Changed() -> tally.changed(settled.line);
            case Fate.Unchanged() -> tally.unchanged(settled.line);
            case Fate.Rejected(Problem problem) -> tally.rejected(settled.line, LineReading.faults(problem));
        }
    }

    private static Duration pause(InFlight<?> waiting) {
        return waiting.fate.getNow(null) instanceof Fate.Rejected(Problem problem) && problem.retryAfter() != null
                ? Duration.ofSeconds(problem.retryAfter())
                : Duration.ofMillis(50);
    }

    /** All that were refused for the moment, in their order. */
    private void tryAgain() {
        InFlight<S> oldest = inFlight.getFirst();
        for (InFlight<S> waiting : inFlight) {
            if (waiting.command != null && (waiting == oldest || waiting.worthAnotherTry())) {
                waiting.fate = submit(waiting.command);
            }
        }
    }
}
