package org.ratsnetz.board.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.board.federation.Snapshot;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.FindingFacts.Severity;

/**
 * The key figures of a day.
 *
 * @param asOf last applied offset by topic and partition: the figures include at least that much
 */
record Overview(
        LocalDate at,
        CouncilCount councils,
        Figures.SeatFigures seats,
        Figures.Women women,
        List<RegionFigures> regions,
        List<SizeFigures> sizeClasses,
        FreshnessFigures freshness,
        List<Change> changes,
        FindingFigures findings,
        Map<String, Map<Integer, Long>> asOf) {

    /** Name of a council, its AGS while it has none. */
    static String name(Snapshot snapshot, String ags) {
        Row row = snapshot.rows().get(ags);
        CouncilFacts council = row == null ? null : row.council();
        return council == null ? ags : council.name();
    }

    /** Councils. */
    record CouncilCount(int total, int active, int ceased) {}

    /** Figures of a region. */
    record RegionFigures(String region, int councils, Figures.SeatFigures seats, Figures.Women women) {}

    /** Figures of a size class, by foreign residents; the last one, without limits, is that of councils that gave no number. */
    record SizeFigures(
            String key,
            String label,
            @Nullable Integer from,
            @Nullable Integer to,
            int councils,
            Figures.SeatFigures seats) {}

    /** Who has changed something lately, and who has not. */
    record FreshnessFigures(int thresholdDays, String source, int fresh, int silent, List<Silent> silentCouncils) {}

    /** A council that has been silent for long. */
    record Silent(String ags, String name, @Nullable Instant lastChange) {}

    /** A change. */
    record Change(
            String ags,
            String name,
            String type,
            String subject,
            @Nullable List<String> fields,
            Instant time,
            @Nullable String person,
            @Nullable String kind) {

        static List<Change> of(Snapshot snapshot) {
            return snapshot.news().stream()
                    .map(news -> new Change(
                            news.ags(),
                            Overview.name(snapshot, news.ags()),
                            news.type(),
                            news.subject(),
                            news.fields().isEmpty() ? null : news.fields(),
                            news.time(),
                            news.person(),
                            news.kind()))
                    .toList();
        }
    }

    /** Findings that stand. */
    record FindingFigures(int open, List<RuleCount> byRule, List<Newest> newest) {}

    /** How many councils do not keep a rule. */
    record RuleCount(String rule, Severity severity, long count) {}

    /** A finding that was opened lately. */
    record Newest(String id, String ags, String name, String rule, Severity severity, Instant openedAt) {}
}
