package org.ratsnetz.council.imports;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.ratsnetz.council.imports.ImportJob.Lease;

/**
 * Watches the signs of life of jobs that others work on. Only time that passed here counts, so it does not matter what others'
 * clocks say.
 */
final class Silence {

    private final long lease;
    private final LongSupplier nanos;
    private final Map<String, Seen> seen = new HashMap<>();

    Silence(Duration lease, LongSupplier nanos) {
        this.lease = lease.toNanos();
        this.nanos = nanos;
    }

    private record Seen(Lease lease, long since) {}

    /** Takes in how jobs look now. */
    void observe(List<ImportJob> jobs) {
        Set<String> held = new HashSet<>();
        for (ImportJob job : jobs) {
            Lease now = job.lease();
            if (now != null) {
                held.add(job.id());
                seen.merge(
                        job.id(),
                        new Seen(now, nanos.getAsLong()),
                        (old, fresh) -> old.lease().equals(now) ? old : fresh);
            }
        }
        seen.keySet().retainAll(held);
    }

    /** Whether there was no sign of life for a whole lease. */
    boolean lasts(ImportJob job) {
        Seen last = seen.get(job.id());
        return last != null && last.lease().equals(job.lease()) && nanos.getAsLong() - last.since() >= lease;
    }
}
