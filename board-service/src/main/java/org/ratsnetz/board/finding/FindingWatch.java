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
import java.util.Objects;
import java.util.Set;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.board.federation.RowListener;
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
        if (federation.filling()) {
            return; // figures of long ago would bring findings of long ago
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (!today.equals(allOn) || now.isAfter(allAt.plus(ALL_EVERY))) {
            // findings first: whatever they were found in is then in the rows too
            Map<String, Finding> standing = findings.standing();
            Map<String, Row> rows = federation.latest().rows();
            check(rows, rows.values(), standing, today);
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
            Map<String, Finding> standing = findings.standingOf(councils);
            Map<String, Row> rows = federation.latest().rows();
            List<Row> changed =
                    councils.stream().map(rows::get).filter(Objects::nonNull).toList();
            check(rows, changed, standing, today);
        } catch (RuntimeException e) {
            derived(councils);
            throw e;
        }
    }

    /**
     * Records what is not as it stands.
     *
     * @param standing findings that stand, of the councils that are checked; emptied
     */
    private void check(Map<String, Row> all, Collection<Row> checked, Map<String, Finding> standing, LocalDate today) {
        List<Findings.Found> found = new ArrayList<>();
        for (Row row : checked) {
            for (FindingFacts facts : check.check(row, today)) {
                Finding stands = standing.remove(Finding.id(facts.ags(), facts.rule()));
                if (stands == null || !stands.facts().equals(facts)) {
                    found.add(new Findings.Found(facts, row.basis()));
                }
            }
        }
        List<Findings.Gone> gone = new ArrayList<>();
        for (Finding finding : standing.values()) {
            Row row = all.get(finding.ags());
            if (row != null) { // of a council that is not known here nothing can be said
                gone.add(new Findings.Gone(finding, row.basis()));
            }
        }
        findings.record(found, gone);
    }
}
