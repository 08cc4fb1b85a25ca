package org.ratsnetz.board.overview;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.PublicRead;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One line per council, public, as JSON page by page or as CSV at once. */
@RestController
class CouncilsController {

    private static final MediaType CSV = new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8);

    private final Lines lines;

    CouncilsController(Lines lines) {
        this.lines = lines;
    }

    /** Forms of the list. */
    enum Format {
        /** Page by page. */
        json,
        /** All at once. */
        csv
    }

    /** Encodings of the CSV form. */
    enum Encoding {
        /** UTF-8 and commas. */
        plain,
        /** With a byte order mark and semicolons. */
        excel
    }

    /** Councils, filtered, sorted, with the figures of a day. */
    @PublicRead
    @GetMapping(
            path = "/api/federation/councils",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    ResponseEntity<?> list(
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String district,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sizeClass,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable Boolean silent,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable LocalDate at,
            @RequestParam(required = false) @Nullable Format format,
            @RequestParam(required = false) @Nullable Encoding encoding,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            Paging paging) {
        CouncilFilter filter = new CouncilFilter(region, district, state(state), sizeClass, rule, silent, q);
        Paging.Sort sort = paging.sort(CouncilOrder.names(), "name");
        CouncilOrder order = new CouncilOrder(sort.name(), sort.descending());
        boolean csv = format == Format.csv || (format == null && (encoding != null || wantsCsv(accept)));
        List<Object> after = csv ? List.of() : paging.after(sort, 2);
        List<CouncilLine> found = order.sorted(
                        lines.on(at == null ? lines.today() : at).lines().stream()
                                .filter(filter),
                        after)
                .limit(csv ? Integer.MAX_VALUE : paging.limit() + 1L)
                .toList();
        return csv ? csv(found, encoding) : json(paging.page(sort, found, Function.identity(), order::position));
    }

    /** Whether a caller likes CSV better than JSON, by the weights of his Accept header. */
    private static boolean wantsCsv(@Nullable String accept) {
        List<MediaType> ranges = MediaType.parseMediaTypes(accept);
        return weight(ranges, CSV) > weight(ranges, MediaType.APPLICATION_JSON);
    }

    /** The most specific range that a type is in decides, as HTTP says. */
    private static double weight(List<MediaType> ranges, MediaType type) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static ResponseEntity<Page<CouncilLine>> json(Page<CouncilLine> page) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(page);
    }

    private static ResponseEntity<byte[]> csv(List<CouncilLine> found, @Nullable Encoding encoding) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("councils.csv")
                                .build()
                                .toString())
                .body(CouncilCsv.write(found, encoding == Encoding.excel));
    }

    /** States stand on the wire in lower case. */
    private static @Nullable CouncilStatus state(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case "active" -> CouncilStatus.ACTIVE;
            case "ceased" -> CouncilStatus.CEASED;
            default ->
                throw new Refused(new Problem(
                        "bad-parameter",
                        400,
                        List.of(),
                        List.of(Problem.Invalid.of("query/state", "one-of", "active, ceased")),
                        null,
                        java.util.Map.of()));
        };
    }
}
