package org.ratsnetz.board.finding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.BoardEvent;
import org.ratsnetz.events.FindingFacts;
import org.ratsnetz.platform.publication.Emission;
import org.ratsnetz.platform.publication.Outcome;

/**
 * A rule that a council does not keep, or a hint that applies. At most one per council and rule: what is found again later opens it
 * again.
 *
 * @param ags AGS of the council
 * @param rule key of the rule
 * @param severity how much it matters
 * @param reason key of the reason's text
 * @param figures figures of the reason's text
 * @param basis how much the figures knew that it was found or closed with; a check of figures that knew less changes nothing
 * @param open whether it stands
 * @param openedAt since when it stands, or stood
 * @param closedAt when it ended, null while it stands
 */
public record Finding(
        String ags,
        String rule,
        FindingFacts.Severity severity,
        String reason,
        Map<String, Long> figures,
        long basis,
        boolean open,
        Instant openedAt,
        @Nullable Instant closedAt) {

    /** Id of the document. */
    static String id(String ags, String rule) {
        return ags + "/" + rule;
    }

    /** What a check found, told about a council. */
    static Outcome<Finding> found(@Nullable Finding current, FindingFacts facts, long basis, Instant now) {
        if (current != null && current.basis > basis) {
            return Outcome.unchanged();
        }
        if (current == null || !current.open) {
            return new Outcome.Changed<>(
                    of(facts, basis, now), new Emission.Event(new BoardEvent.FindingOpened(facts)));
        }
        if (current.facts().equals(facts)) {
            return Outcome.unchanged();
        }
        return new Outcome.Changed<>(
                of(facts, basis, current.openedAt), new Emission.Event(new BoardEvent.FindingChanged(facts)));
    }

    /** A check found nothing any more. */
    static Outcome<Finding> gone(@Nullable Finding current, long basis, Instant now) {
        if (current == null || !current.open || current.basis > basis) {
            return Outcome.unchanged();
        }
        Finding closed = new Finding(
                current.ags,
                current.rule,
                current.severity,
                current.reason,
                current.figures,
                basis,
                false,
                current.openedAt,
                now);
        return new Outcome.Changed<>(closed, new Emission.Event(new BoardEvent.FindingClosed(current.facts())));
    }

    /** Tells again whether it stands. */
    List<Emission> restated() {
        return List.of(new Emission.Restated(new BoardEvent.FindingRestated(ags, rule, open ? facts() : null)));
    }

    /** What is told where nothing was ever found. */
    static List<Emission> never(String ags, String rule) {
        return List.of(new Emission.Restated(new BoardEvent.FindingRestated(ags, rule, null)));
    }

    private static Finding of(FindingFacts facts, long basis, Instant openedAt) {
        return new Finding(
                facts.ags(),
                facts.rule(),
                facts.severity(),
                facts.reason(),
                facts.figures(),
                basis,
                true,
                openedAt,
                null);
    }

    /** What the events say. */
    FindingFacts facts() {
        return new FindingFacts(ags, rule, severity, reason, figures);
    }
}
