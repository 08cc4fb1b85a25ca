package org.ratsnetz.board.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.board.federation.RowListener;
import org.ratsnetz.board.federation.Snapshot;
import org.ratsnetz.events.FindingFacts;

/**
 * Checks councils again when their figures have changed, and all of them at the start, at midnight and every minute: mandates end
 * without an event, and another process may have died before it could check.
 */
final class FindingWatch implements RowListener {

    private static final Duration ALL_EVERY = Duration.ofMinutes(1);

    private final FederationView federation;
    private final RuleCheck check;
    private final Findings findings;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Set<String> waiting = new HashSet<>();
    private Instant allAt = Instant.MIN;
    private LocalDate allOn = LocalDate.MIN;

    FindingWatch(FederationView federation, RuleCheck check, Findings findings, InstantSource clock, ZoneId zone) {
        this.federation = federation;
        this.check = check;
        this.findings = findings;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void derived(Set<String> councils) {
        synchronized (waiting) {
            waiting.addAll(councils);
        }
    }

    /** Checks what waits; called every few hundred milliseconds. */
    void tick() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (!today.equals(allOn) || now.isAfter(allAt.plus(ALL_EVERY))) {
            Snapshot all = federation.latest();
            checkAll(all.rows().values(), today);
            allAt = now;
            allOn = today;
        } else {
            checkWaiting(today);
        }
    }

    private void checkWaiting(LocalDate today) {
        Set<String> councils;
        synchronized (waiting) {
            councils = Set.copyOf(waiting);
            waiting.clear();
        }
        if (councils.isEmpty()) {
            return;
        }
        try {
            Snapshot all = federation.latest();
            checkAll(
                    all.rows().values().stream()
                            .filter(row -> councils.contains(row.ags()))
                            .toList(),
                    today);
        } catch (RuntimeException e) {
            derived(councils);
            throw e;
        }
    }

    private void checkAll(Collection<Row> rows, LocalDate today) {
        Map<String, Finding> open = findings.openOf(rows.stream().map(Row::ags).toList());
        List<FindingFacts> found = new ArrayList<>();
        for (Row row : rows) {
            for (FindingFacts facts : check.check(row, today)) {
                Finding standing = open.remove(Finding.id(facts.ags(), facts.rule()));
                if (standing == null || !standing.facts().equals(facts)) {
                    found.add(facts);
                }
            }
        }
        findings.record(found, List.copyOf(open.values()));
    }
}
