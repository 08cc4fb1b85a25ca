package org.ratsnetz.board.finding;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.FindingFacts;
import org.ratsnetz.events.ForeignResidents;
import org.ratsnetz.events.Seats;

/** Checks one council's figures of a day against the rules. Pure. */
final class RuleCheck {

    private static final int PERCENT = 100;

    private final Rules rules;

    RuleCheck(Rules rules) {
        this.rules = rules;
    }

    /** What is found; nothing for a council that is not known itself. */
    List<FindingFacts> check(Row row, LocalDate day) {
        CouncilFacts council = row.council();
        if (council == null) {
            return List.of();
        }
        boolean active = council.state() == CouncilStatus.ACTIVE;
        return Stream.of(
                        rules.find("C1").flatMap(rule -> duty(rule, council, active)),
                        rules.find("C2").filter(rule -> active).flatMap(rule -> majority(rule, council, row.on(day))),
                        rules.find("C3").filter(rule -> active).flatMap(rule -> ratio(rule, council)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** C1: whether the municipality must have a committee. */
    private static Optional<FindingFacts> duty(Rules.Rule rule, CouncilFacts council, boolean active) {
        ForeignResidents residents = council.foreignResidents();
        if (residents == null) {
            return Optional.empty();
        }
        long must = rule.threshold("must");
        long onDemand = rule.threshold("onDemand");
        Map<String, Long> figures = Map.of(
                "residents",
                (long) residents.count(),
                "must",
                must,
                "onDemand",
                onDemand,
                "signatures",
                rule.threshold("signatures"));
        if (residents.count() >= must) {
            return active ? Optional.empty() : found(council, rule, "missing", figures);
        }
        return residents.count() >= onDemand ? found(council, rule, "signatures", figures) : Optional.empty();
    }

    /** C2: elected members outnumber those from the municipal council, by statute and in fact. */
    private static Optional<FindingFacts> majority(Rules.Rule rule, CouncilFacts council, Row.Step now) {
        Seats seats = council.seats();
        if (seats.elected() <= seats.council()) {
            return found(council, rule, "seats", figures(seats.elected(), seats.council()));
        }
        return now.filled() > 0 && now.elected() <= now.council()
                ? found(council, rule, "members", figures(now.elected(), now.council()))
                : Optional.empty();
    }

    /** C3: about two elected members for one from the municipal council. */
    private static Optional<FindingFacts> ratio(Rules.Rule rule, CouncilFacts council) {
        Seats seats = council.seats();
        if (seats.total() == 0) {
            return Optional.empty();
        }
        double share = PERCENT * (double) seats.elected() / seats.total();
        double recommended =
                PERCENT * (double) rule.threshold("elected") / (rule.threshold("elected") + rule.threshold("council"));
        return Math.abs(share - recommended) > rule.threshold("tolerancePercent")
                ? found(council, rule, "ratio", figures(seats.elected(), seats.council()))
                : Optional.empty();
    }

    private static Map<String, Long> figures(int elected, int council) {
        return Map.of("elected", (long) elected, "council", (long) council);
    }

    private static Optional<FindingFacts> found(
            CouncilFacts council, Rules.Rule rule, String reason, Map<String, Long> figures) {
        return Optional.of(
                new FindingFacts(council.ags(), rule.key(), rule.severity(), rule.key() + "." + reason, figures));
    }
}
