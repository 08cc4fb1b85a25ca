package org.ratsnetz.board.finding;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.FindingFacts;
import org.ratsnetz.platform.publication.Command;
import org.ratsnetz.platform.publication.GroupCommit;
import org.ratsnetz.platform.publication.Outcome;
import org.ratsnetz.platform.publication.Result;
import org.ratsnetz.platform.publication.Stored;

/** All findings. */
public final class Findings {

    private static final String BY = "board-service";
    private static final int MOST = 20_000;
    private static final long KEPT_NANOS = 500_000_000L;

    private final GroupCommit<Finding> findings;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile @Nullable Kept kept;

    Findings(GroupCommit<Finding> findings, InstantSource clock, LongSupplier nanos) {
        this.findings = findings;
        this.clock = clock;
        this.nanos = nanos;
    }

    private record Kept(List<Finding> open, long readAt) {}

    /** Those that stand, newest first; at most half a second old. */
    public List<Finding> open() {
        Kept now = kept;
        if (now == null || nanos.getAsLong() - now.readAt() > KEPT_NANOS) {
            long at = nanos.getAsLong();
            now = new Kept(find(Filters.eq("state.open", true), newestFirst(), MOST), at);
            kept = now;
        }
        return now.open();
    }

    private static Bson newestFirst() {
        return Sorts.orderBy(Sorts.descending("state.openedAt"), Sorts.ascending("_id"));
    }

    /** Findings as a majority has them. */
    List<Finding> find(Bson filter, Bson sort, int limit) {
        return findings.find(filter, sort, limit).stream().map(Stored::state).toList();
    }

    /** All that stand, by id. */
    Map<String, Finding> standing() {
        return byId(Filters.eq("state.open", true));
    }

    /** Those of these councils that stand, by id. */
    Map<String, Finding> standingOf(Iterable<String> councils) {
        return byId(Filters.and(Filters.eq("state.open", true), Filters.in("key", councils)));
    }

    private Map<String, Finding> byId(Bson filter) {
        Map<String, Finding> standing = new HashMap<>();
        find(filter, newestFirst(), MOST)
                .forEach(finding -> standing.put(Finding.id(finding.ags(), finding.rule()), finding));
        return standing;
    }

    /**
     * What a check found.
     *
     * @param facts what it is
     * @param basis basis of the row that was checked
     */
    record Found(FindingFacts facts, long basis) {}

    /**
     * What a check found no more.
     *
     * @param finding the finding as it stood
     * @param basis basis of the row that was checked
     */
    record Gone(Finding finding, long basis) {}

    /** Records what a check found and what it found no more; returns when it is durable. */
    void record(List<Found> found, List<Gone> gone) {
        Instant now = clock.instant();
        List<CompletableFuture<Result<Finding>>> results = new ArrayList<>();
        for (Found one : found) {
            results.add(submit(
                    one.facts().ags(),
                    one.facts().rule(),
                    current -> Finding.found(current, one.facts(), one.basis(), now)));
        }
        for (Gone one : gone) {
            Finding finding = one.finding();
            results.add(submit(finding.ags(), finding.rule(), current -> Finding.gone(current, one.basis(), now)));
        }
        results.forEach(CompletableFuture::join);
        if (!results.isEmpty()) {
            kept = null;
        }
    }

    private CompletableFuture<Result<Finding>> submit(
            String ags, String rule, Function<@Nullable Finding, Outcome<Finding>> decision) {
        return findings.submit(Command.internal(Finding.id(ags, rule), ags, BY, decision::apply));
    }
}
