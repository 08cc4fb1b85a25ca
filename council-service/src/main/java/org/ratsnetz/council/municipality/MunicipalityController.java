package org.ratsnetz.council.municipality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The municipalities for everyone to read, with their source. */
@RestController
@RequestMapping("/api/municipalities")
class MunicipalityController {

    private static final Map<String, String> ORDERS = Map.of("ags", "ags", "name", "name");

    private final Municipalities municipalities;

    MunicipalityController(Municipalities municipalities) {
        this.municipalities = municipalities;
    }

    /**
     * One page of municipalities.
     *
     * @param items municipalities
     * @param next where the next page is, absent on the last one
     * @param source where they come from
     */
    record MunicipalityPage(
            List<Municipality> items, @Nullable String next, MunicipalitySource source) {}

    /**
     * One municipality.
     *
     * @param municipality its data
     * @param source where they come from
     */
    record MunicipalityView(@JsonUnwrapped Municipality municipality, MunicipalitySource source) {}

    /**
     * Lists municipalities.
     *
     * @param region only those of this Regierungsbezirk
     * @param district only those of this Kreis, by name or by the first five digits of the key
     * @param name only those whose name has this in it, in upper or lower case
     */
    @PublicRead
    @GetMapping
    MunicipalityPage list(
            @RequestParam @Nullable String region,
            @RequestParam @Nullable String district,
            @RequestParam @Nullable String name,
            Paging paging) {
        Paging.Sort order = paging.sort(ORDERS, "ags");
        Comparator<Municipality> comparator = comparator(order);
        List<Object> after = paging.after(order, 1);
        Municipality last = after.isEmpty()
                ? null
                : municipalities.byAgs(String.valueOf(after.getFirst())).orElse(null);
        List<Municipality> found = municipalities.all().stream()
                .filter(it -> region == null || it.region().equals(region))
                .filter(it -> district == null
                        || it.district().equals(district)
                        || it.districtAgs().equals(district))
                .filter(it -> name == null || lower(it.name()).contains(lower(name)))
                .filter(it -> last == null || comparator.compare(it, last) > 0)
                .sorted(comparator)
                .limit(paging.limit() + 1L)
                .toList();
        Page<Municipality> page = paging.page(order, found, it -> it, it -> List.of(it.ags()));
        return new MunicipalityPage(page.items(), page.next(), municipalities.source());
    }

    /** One municipality by its key. */
    @PublicRead
    @GetMapping("/{ags}")
    MunicipalityView one(@PathVariable String ags) {
        return municipalities
                .byAgs(ags)
                .map(it -> new MunicipalityView(it, municipalities.source()))
                .orElseThrow(() -> new Refused(Problem.of(404, "not-found")));
    }

    private static Comparator<Municipality> comparator(Paging.Sort order) {
        Collator german = Collator.getInstance(Locale.GERMAN);
        Comparator<Municipality> ascending = order.name().equals("name")
                ? Comparator.comparing(Municipality::name, (one, other) -> german.compare(one, other))
                        .thenComparing(Municipality::ags)
                : Comparator.comparing(Municipality::ags);
        return order.descending() ? ascending.reversed() : ascending;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.GERMAN);
    }
}
