package org.ratsnetz.board.overview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.board.finding.Finding;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The key figures, public. */
@RestController
class OverviewController {

    private static final int NEWEST = 10;

    private final Lines lines;
    private final MessageSource messages;

    OverviewController(Lines lines, MessageSource messages) {
        this.lines = lines;
        this.messages = messages;
    }

    /** Key figures of a day, today's by default. */
    @PublicRead
    @GetMapping("/api/federation/overview")
    Overview overview(@RequestParam(required = false) @Nullable LocalDate at, Locale locale) {
        return overview(lines.on(at == null ? lines.today() : at), locale);
    }

    private Overview overview(Lines.Day day, Locale locale) {
        List<CouncilLine> active = day.lines().stream()
                .filter(line -> line.state() == CouncilStatus.ACTIVE)
                .toList();
        Figures all = sum(active);
        return new Overview(
                day.day(),
                new Overview.CouncilCount(
                        day.lines().size(), active.size(), day.lines().size() - active.size()),
                all.seats(),
                all.women(),
                regions(active),
                sizes(active, locale),
                freshness(active),
                Overview.Change.of(day.snapshot()),
                findings(day),
                day.snapshot().asOf().offsets());
    }

    private static Figures sum(List<CouncilLine> lines) {
        return Figures.sum(lines.stream().map(CouncilLine::figures).toList());
    }

    private static Map<String, List<CouncilLine>> by(List<CouncilLine> lines, Function<CouncilLine, String> key) {
        Map<String, List<CouncilLine>> groups = new TreeMap<>();
        for (CouncilLine line : lines) {
            groups.computeIfAbsent(key.apply(line), none -> new ArrayList<>()).add(line);
        }
        return groups;
    }

    private static List<Overview.RegionFigures> regions(List<CouncilLine> active) {
        List<Overview.RegionFigures> regions = new ArrayList<>();
        by(active, CouncilLine::region).forEach((region, group) -> {
            Figures figures = sum(group);
            regions.add(new Overview.RegionFigures(region, figures.councils(), figures.seats(), figures.women()));
        });
        return regions;
    }

    private List<Overview.SizeFigures> sizes(List<CouncilLine> active, Locale locale) {
        Map<String, List<CouncilLine>> groups = by(active, CouncilLine::sizeClass);
        List<Overview.SizeFigures> sizes = new ArrayList<>();
        for (Classes.SizeClass size : lines.classes().sizeClasses()) {
            sizes.add(size(size.key(), size.from(), size.to(), groups, locale));
        }
        sizes.add(size(Classes.UNKNOWN, null, null, groups, locale));
        return sizes;
    }

    private Overview.SizeFigures size(
            String key,
            @Nullable Integer from,
            @Nullable Integer to,
            Map<String, List<CouncilLine>> groups,
            Locale locale) {
        Figures figures = sum(groups.getOrDefault(key, List.of()));
        return new Overview.SizeFigures(key, label(key, locale), from, to, figures.councils(), figures.seats());
    }

    private String label(String key, Locale locale) {
        return Objects.requireNonNullElse(messages.getMessage("size-class." + key, null, key, locale), key);
    }

    private Overview.FreshnessFigures freshness(List<CouncilLine> active) {
        List<Overview.Silent> silent = active.stream()
                .filter(CouncilLine::silent)
                .map(line -> new Overview.Silent(line.ags(), line.name(), line.lastChange()))
                .toList();
        Classes.Freshness rule = lines.classes().freshness();
        return new Overview.FreshnessFigures(
                rule.thresholdDays(), rule.source(), active.size() - silent.size(), silent.size(), silent);
    }

    private static Overview.FindingFigures findings(Lines.Day day) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Finding> samples = new TreeMap<>();
        for (Finding finding : day.open()) {
            counts.merge(finding.rule(), 1L, Long::sum);
            samples.putIfAbsent(finding.rule(), finding);
        }
        List<Overview.RuleCount> byRule = samples.values().stream()
                .map(finding -> new Overview.RuleCount(
                        finding.rule(), finding.severity(), counts.getOrDefault(finding.rule(), 0L)))
                .sorted(Comparator.comparing(Overview.RuleCount::rule))
                .toList();
        List<Overview.Newest> newest = day.open().stream()
                .limit(NEWEST)
                .map(finding -> new Overview.Newest(
                        finding.ags() + "/" + finding.rule(),
                        finding.ags(),
                        Overview.name(day.snapshot(), finding.ags()),
                        finding.rule(),
                        finding.severity(),
                        finding.openedAt()))
                .toList();
        return new Overview.FindingFigures(day.open().size(), byRule, newest);
    }
}
