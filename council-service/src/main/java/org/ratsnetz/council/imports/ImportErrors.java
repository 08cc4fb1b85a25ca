package org.ratsnetz.council.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ratsnetz.council.imports.LineErrors.Fault;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.ProblemDocuments;
import tools.jackson.databind.json.JsonMapper;

/** Tells what is wrong with the lines of a job, in the reader's language. */
class ImportErrors {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int AT_ONCE = 1000;

    private final ImportJobs jobs;
    private final ProblemDocuments texts;

    ImportErrors(ImportJobs jobs, ProblemDocuments texts) {
        this.jobs = jobs;
        this.texts = texts;
    }

    /**
     * One thing that is wrong.
     *
     * @param line line in the file, the first is 1
     * @param field field in the words of a CSV heading, for example {@code seats.elected}; empty for the whole line
     * @param pointer the same as a JSON pointer
     * @param code stable key of the reason
     * @param reason the reason in words
     */
    record ErrorView(long line, String field, String pointer, String code, String reason) {}

    Stream<ErrorView> views(LineErrors line, Locale locale) {
        return line.errors().stream().map(fault -> view(line.line(), fault, locale));
    }

    private ErrorView view(long line, Fault fault, Locale locale) {
        boolean isPointer = fault.pointer().startsWith("/");
        String field = isPointer ? fault.pointer().substring(1).replace('/', '.') : fault.pointer();
        return new ErrorView(line, field, fault.pointer(), fault.reason(), reason(fault, locale));
    }

    private String reason(Fault fault, Locale locale) {
        if (!fault.problem()) {
            return texts.text(new Problem.Invalid(fault.pointer(), fault.reason(), fault.arguments()), locale);
        }
        Problem problem = Problem.of(0, fault.reason(), fault.arguments().toArray());
        var document = texts.document(problem, locale);
        return String.valueOf(document.getOrDefault("detail", document.get("title")));
    }

    /** Writes all errors, one JSON object a line. */
    void writeNdjson(ImportJob job, Locale locale, OutputStream out) throws IOException {
        Writer writer = writer(out);
        for (List<LineErrors> page = jobs.errors(job.id(), 0, AT_ONCE); !page.isEmpty(); page = after(job, page)) {
            for (ErrorView view :
                    page.stream().flatMap(line -> views(line, locale)).toList()) {
                writer.write(JSON.writeValueAsString(view));
                writer.write('\n');
            }
        }
        writer.flush();
    }

    /**
     * Writes all errors as CSV.
     *
     * @param excel whether to write what Excel opens by double click: a byte order mark, and semicolons
     */
    void writeCsv(ImportJob job, Locale locale, boolean excel, OutputStream out) throws IOException {
        Writer writer = writer(out);
        if (excel) {
            writer.write('\uFEFF');
        }
        CsvWriter csv = CsvWriter.builder().fieldSeparator(excel ? ';' : ',').build(writer);
        csv.writeRecord("line", "field", "code", "reason");
        for (List<LineErrors> page = jobs.errors(job.id(), 0, AT_ONCE); !page.isEmpty(); page = after(job, page)) {
            page.stream()
                    .flatMap(line -> views(line, locale))
                    .forEach(view -> csv.writeRecord(
                            Long.toString(view.line()), plain(view.field()), plain(view.code()), plain(view.reason())));
        }
        csv.flush();
        writer.flush();
    }

    private List<LineErrors> after(ImportJob job, List<LineErrors> page) {
        return page.size() < AT_ONCE
                ? List.of()
                : jobs.errors(job.id(), page.getLast().line(), AT_ONCE);
    }

    /** No cell may be taken for a formula: a column's name in a file may be anything. */
    private static String plain(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 16 * 1024);
    }
}
