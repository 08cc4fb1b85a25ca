package org.ratsnetz.council.imports;

import java.util.ArrayList;
import java.util.List;
import org.ratsnetz.council.imports.ImportJob.Progress;
import org.ratsnetz.council.imports.LineErrors.Fault;

/** Counts lines in their order; what is wrong with them is stored before the count that includes them. */
final class Tally {

    private static final int ERRORS_AT_ONCE = 500;

    private final ImportJob job;
    private final ImportJobs jobs;
    private final List<LineErrors> errors = new ArrayList<>();
    private long line;
    private long changed;
    private long unchanged;
    private long rejected;

    Tally(ImportJob job, ImportJobs jobs) {
        this.job = job;
        this.jobs = jobs;
        this.line = job.progress().line();
        this.changed = job.progress().changed();
        this.unchanged = job.progress().unchanged();
        this.rejected = job.progress().rejected();
    }

    void changed(long number) {
        line = number;
        changed++;
    }

    void unchanged(long number) {
        line = number;
        unchanged++;
    }

    void rejected(long number, List<Fault> faults) {
        line = number;
        rejected++;
        errors.add(LineErrors.of(job, number, faults));
        if (errors.size() >= ERRORS_AT_ONCE) {
            store();
        }
    }

    /** What counts by now; every error in it is durable. */
    Progress progress(long bytes) {
        store();
        return new Progress(line, bytes, changed, unchanged, rejected);
    }

    private void store() {
        jobs.report(errors);
        errors.clear();
    }
}
