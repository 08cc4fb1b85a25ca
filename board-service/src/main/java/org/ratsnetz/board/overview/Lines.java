package org.ratsnetz.board.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.board.federation.Snapshot;
import org.ratsnetz.board.finding.Finding;
import org.ratsnetz.board.finding.Findings;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;

/** Makes the lines of all councils of a day. */
final class Lines {

    private final FederationView federation;
    private final Findings findings;
    private final Classes classes;
    private final InstantSource clock;
    private final ZoneId zone;

    Lines(FederationView federation, Findings findings, Classes classes, InstantSource clock, ZoneId zone) {
        this.federation = federation;
        this.findings = findings;
        this.classes = classes;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * All councils of a day.
     *
     * @param day the day
     * @param snapshot what they were made from
     * @param lines one per council, by AGS
     * @param open findings that stand, newest first
     */
    record Day(LocalDate day, Snapshot snapshot, List<CouncilLine> lines, List<Finding> open) {}

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Classes classes() {
        return classes;
    }

    Day on(LocalDate day) {
        Snapshot snapshot = federation.now();
        List<Finding> open = findings.open();
        Map<String, List<CouncilLine.Mark>> marks = marks(open);
        Instant silentBefore =
                clock.instant().minus(Duration.ofDays(classes.freshness().thresholdDays()));
        List<CouncilLine> lines = new ArrayList<>(snapshot.rows().size());
        for (Row row : snapshot.rows().values()) {
            CouncilFacts council = row.council();
            if (council != null) {
                lines.add(line(row, council, day, silentBefore, marks.getOrDefault(row.ags(), List.of())));
            }
        }
        return new Day(day, snapshot, lines, open);
    }

    /** How many councils are so today. */
    long count(Predicate<CouncilLine> so) {
        return on(today()).lines().stream().filter(so).count();
    }

    private static Map<String, List<CouncilLine.Mark>> marks(List<Finding> open) {
        Map<String, List<CouncilLine.Mark>> marks = new HashMap<>();
        for (Finding finding : open) {
            marks.computeIfAbsent(finding.ags(), ags -> new ArrayList<>())
                    .add(new CouncilLine.Mark(finding.rule(), finding.severity()));
        }
        marks.values().forEach(list -> list.sort(Comparator.comparing(CouncilLine.Mark::rule)));
        return marks;
    }

    private CouncilLine line(
            Row row, CouncilFacts council, LocalDate day, Instant silentBefore, List<CouncilLine.Mark> marks) {
        CouncilStatus state = row.stateOn(day);
        Figures figures = Figures.of(state, council.seats(), row.on(day));
        Figures.SeatFigures seats = figures.seats();
        Instant lastChange = row.lastChange();
        return new CouncilLine(
                council.ags(),
                council.name(),
                council.district(),
                council.region(),
                state,
                council.committee(),
                new CouncilLine.SeatLine(
                        council.seats().elected(),
                        council.seats().council(),
                        seats.total(),
                        seats.filled(),
                        seats.vacant()),
                figures.women(),
                council.foreignResidents(),
                classes.of(council.foreignResidents()),
                lastChange,
                state == CouncilStatus.ACTIVE && (lastChange == null || lastChange.isBefore(silentBefore)),
                marks,
                figures);
    }
}
