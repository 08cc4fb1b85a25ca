package org.ratsnetz.board.finding;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.board.federation.FederationView;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.FindingFacts.Severity;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings, public: which rule, from which source, with which figures, and why. */
@RestController
class FindingController {

    private static final Map<String, String> ORDERS = Map.of("openedAt", "state.openedAt");

    private final Findings findings;
    private final FederationView federation;
    private final FindingTexts texts;
    private final Rules rules;

    FindingController(Findings findings, FederationView federation, FindingTexts texts, Rules rules) {
        this.findings = findings;
        this.federation = federation;
        this.texts = texts;
        this.rules = rules;
    }

    /** States of a finding. */
    enum State {
        /** It stands. */
        open,
        /** It has ended. */
        closed
    }

    /** What a reader sees of a finding. */
    record FindingView(
            String id,
            String ags,
            @Nullable String name,
            String rule,
            Severity severity,
            String title,
            String reason,
            @Nullable String source,
            @Nullable LocalDate sourceDate,
            Map<String, Long> figures,
            State state,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    /** Findings, newest first. */
    @PublicRead
    @GetMapping("/api/federation/findings")
    Page<FindingView> list(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String ags,
            Paging paging,
            Locale locale) {
        Paging.Sort order = paging.sort(ORDERS, "-openedAt");
        List<Bson> filters = new ArrayList<>();
        if (state != null) {
            filters.add(Filters.eq("state.open", state == State.open));
        }
        if (rule != null) {
            filters.add(Filters.eq("state.rule", rule));
        }
        if (ags != null) {
            filters.add(Filters.eq("key", ags));
        }
        after(order, paging.after(order, 2), filters);
        List<Finding> found = findings.find(
                filters.isEmpty() ? Filters.empty() : Filters.and(filters), sort(order), paging.limit() + 1);
        return paging.page(order, found, finding -> view(finding, locale), FindingController::position);
    }

    private static void after(Paging.Sort order, List<Object> position, List<Bson> filters) {
        if (position.isEmpty() || !(position.getFirst() instanceof Long millis)) {
            return;
        }
        Instant at = Instant.ofEpochMilli(millis);
        String field = order.field();
        filters.add(Filters.or(
                order.descending() ? Filters.lt(field, at) : Filters.gt(field, at),
                Filters.and(Filters.eq(field, at), Filters.gt("_id", String.valueOf(position.getLast())))));
    }

    private static Bson sort(Paging.Sort order) {
        return Sorts.orderBy(
                order.descending() ? Sorts.descending(order.field()) : Sorts.ascending(order.field()),
                Sorts.ascending("_id"));
    }

    private static List<Object> position(Finding finding) {
        return List.of(finding.openedAt().toEpochMilli(), Finding.id(finding.ags(), finding.rule()));
    }

    private FindingView view(Finding finding, Locale locale) {
        Optional<Rules.Rule> rule = rules.find(finding.rule());
        Row row = federation.now().rows().get(finding.ags());
        CouncilFacts council = row == null ? null : row.council();
        return new FindingView(
                Finding.id(finding.ags(), finding.rule()),
                finding.ags(),
                council == null ? null : council.name(),
                finding.rule(),
                finding.severity(),
                texts.title(finding.rule(), locale),
                texts.reason(finding, locale),
                rule.map(Rules.Rule::source).orElse(null),
                rule.map(Rules.Rule::sourceDate).orElse(null),
                finding.figures(),
                finding.open() ? State.open : State.closed,
                finding.openedAt(),
                finding.closedAt());
    }
}
