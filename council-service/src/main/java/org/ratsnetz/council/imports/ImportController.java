package org.ratsnetz.council.imports;

import static org.springframework.http.HttpStatus.ACCEPTED;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.imports.ImportErrors.ErrorView;
import org.ratsnetz.platform.http.IdempotencyKeys;
import org.ratsnetz.platform.http.Page;
import org.ratsnetz.platform.http.Paging;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.ProblemDocuments;
import org.ratsnetz.platform.problem.Refused;
import org.ratsnetz.platform.security.Caller;
import org.ratsnetz.platform.security.Requires;
import org.ratsnetz.platform.security.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes files in, and tells how far they are. A client sees its own imports, an operator all. */
@RestController
class ImportController {

    static final String PATH = "/api/imports";

    private static final Map<String, String> ORDERS = Map.of("createdAt", "_id");
    private static final Map<String, String> LINES = Map.of("line", "_id");

    /** What a program expects of a CSV file. */
    enum Encoding {
        /** A byte order mark, and semicolons. */
        @JsonProperty("excel")
        EXCEL
    }

    private final ImportDesk desk;
    private final ImportJobs jobs;
    private final ImportErrors errors;
    private final ProblemDocuments texts;

    ImportController(ImportDesk desk, ImportJobs jobs, ImportErrors errors, ProblemDocuments texts) {
        this.desk = desk;
        this.jobs = jobs;
        this.errors = errors;
        this.texts = texts;
    }

    /**
     * Takes a file in: NDJSON, or CSV with a heading of dotted column names, plain or packed with gzip. Answers once it is durable;
     * the work on it goes on by itself.
     *
     * @param kind what the lines are: councils or mandates
     * @param dryRun whether nothing is to be written, only checked
     */
    @Requires({Role.COUNCIL, Role.REGISTRAR})
    @PostMapping(PATH)
    ResponseEntity<ImportView> begin(
            @RequestParam String kind,
            @RequestParam Optional<Boolean> dryRun,
            Caller caller,
            HttpServletRequest request)
            throws IOException {
        ImportDesk.Taken taken = desk.take(
                kind,
                dryRun.orElse(false),
                author(caller),
                IdempotencyKeys.from(request).orElse(null),
                request.getContentType(),
                request.getInputStream());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(ACCEPTED)
                .location(URI.create(PATH + "/" + taken.job().id()));
        if (taken.replayed()) {
            answer.header(IdempotencyKeys.REPLAYED, "true");
        }
        return answer.body(view(taken.job(), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static ImportJob.Author author(Caller caller) {
        return new ImportJob.Author(
                caller.client(), caller.is(Role.REGISTRAR), caller.is(Role.COUNCIL) ? caller.councils() : Set.of());
    }

    /** The client's imports. */
    @Requires({Role.COUNCIL, Role.REGISTRAR, Role.OPERATOR})
    @GetMapping(PATH)
    Page<ImportView> list(
            Caller caller,
            Paging paging,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        return page(caller.client(), paging, language);
    }

    /** All imports, for operators. */
    @Requires(Role.OPERATOR)
    @GetMapping("/api/operations/councils/imports")
    Page<ImportView> all(
            Paging paging,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        return page(null, paging, language);
    }

    /** How far an import is. */
    @Requires({Role.COUNCIL, Role.REGISTRAR, Role.OPERATOR})
    @GetMapping(PATH + "/{id}")
    ImportView one(
            @PathVariable String id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        return view(visible(id, caller), language);
    }

    /**
     * What is wrong with the lines of an import: a page as JSON; or all as NDJSON or CSV, by {@code Accept} or {@code format}.
     *
     * @param format json, ndjson or csv
     * @param encoding {@code excel} for CSV that Excel opens by double click
     */
    @Requires({Role.COUNCIL, Role.REGISTRAR, Role.OPERATOR})
    @GetMapping(PATH + "/{id}/errors")
    @Nullable
    ResponseEntity<Page<ErrorView>> errors(
            @PathVariable String id,
            @RequestParam @Nullable String format,
            @RequestParam Optional<Encoding> encoding,
            Paging paging,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ImportJob job = visible(id, caller);
        Locale locale = texts.locale(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String wanted = wanted(format, request.getHeader(HttpHeaders.ACCEPT));
        if (wanted.equals("json")) {
            return ResponseEntity.ok(page(job, paging, locale));
        }
        if (wanted.equals("csv")) {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-errors.csv\"");
            errors.writeCsv(job, locale, encoding.isPresent(), response.getOutputStream());
        } else {
            response.setContentType("application/x-ndjson;charset=UTF-8");
            errors.writeNdjson(job, locale, response.getOutputStream());
        }
        return null;
    }

    private static String wanted(@Nullable String format, @Nullable String accept) {
        if (format != null) {
            if (!List.of("json", "ndjson", "csv").contains(format)) {
                throw new Refused(ImportDesk.parameter("format", "json, ndjson, csv"));
            }
            return format;
        }
        String types = accept == null ? "" : accept;
        if (types.contains("text/csv")) {
            return "csv";
        }
        return types.contains("ndjson") ? "ndjson" : "json";
    }

    private Page<ErrorView> page(ImportJob job, Paging paging, Locale locale) {
        Paging.Sort order = paging.sort(LINES, "line");
        List<Object> after = paging.after(order, 1);
        long last = !after.isEmpty() && after.getFirst() instanceof Long line ? line : 0;
        List<LineErrors> found = order.descending()
                ? jobs.errorsBefore(job.id(), last == 0 ? Long.MAX_VALUE : last, paging.limit() + 1)
                : jobs.errors(job.id(), last, paging.limit() + 1);
        Page<LineErrors> lines = paging.page(order, found, it -> it, it -> List.of(it.line()));
        return new Page<>(
                lines.items().stream()
                        .flatMap(line -> errors.views(line, locale))
                        .toList(),
                lines.next());
    }

    private Page<ImportView> page(@Nullable String client, Paging paging, @Nullable String language) {
        Paging.Sort order = paging.sort(ORDERS, "-createdAt");
        List<Object> after = paging.after(order, 1);
        String last = after.isEmpty() ? null : String.valueOf(after.getFirst());
        List<ImportJob> found = jobs.list(client, last, order.descending(), paging.limit() + 1);
        return paging.page(order, found, job -> view(job, language), job -> List.of(job.id()));
    }

    private ImportJob visible(String id, Caller caller) {
        return jobs.find(id)
                .filter(job -> job.author().client().equals(caller.client()) || caller.is(Role.OPERATOR))
                .orElseThrow(() -> new Refused(Problem.of(404, "not-found")));
    }

    private ImportView view(ImportJob job, @Nullable String language) {
        return ImportView.of(job, desk.failure(job, texts.locale(language)));
    }
}
