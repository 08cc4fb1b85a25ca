package org.ratsnetz.board.overview;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The list of councils as CSV. For Excel with a byte order mark and semicolons. Text that a spreadsheet could take for a formula
 * gets an apostrophe before it.
 */
final class CouncilCsv {

    private static final String FORMULA = "=+-@\t\r\n";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final List<String> COLUMNS = List.of(
            "ags",
            "name",
            "district",
            "region",
            "state",
            "committee.label",
            "committee.since",
            "seats.elected",
            "seats.council",
            "seats.total",
            "seats.filled",
            "seats.vacant",
            "women.count",
            "women.known",
            "foreignResidents.count",
            "foreignResidents.asOf",
            "sizeClass",
            "lastChange",
            "silent",
            "findings");

    private CouncilCsv() {}

    static byte[] write(List<CouncilLine> lines, boolean excel) {
        StringWriter text = new StringWriter();
        if (excel) {
            text.append(BYTE_ORDER_MARK);
        }
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(excel ? ';' : ',')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            csv.writeRecord(COLUMNS);
            lines.forEach(line -> csv.writeRecord(cells(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(CouncilLine line) {
        var residents = line.foreignResidents();
        return List.of(
                line.ags(),
                text(line.name()),
                text(line.district()),
                text(line.region()),
                line.state().name().toLowerCase(java.util.Locale.ROOT),
                text(line.committee().label()),
                text(line.committee().since()),
                text(line.seats().elected()),
                text(line.seats().council()),
                text(line.seats().total()),
                text(line.seats().filled()),
                text(line.seats().vacant()),
                text(line.women().count()),
                text(line.women().known()),
                text(residents == null ? null : residents.count()),
                text(residents == null ? null : residents.asOf()),
                text(line.sizeClass()),
                text(line.lastChange()),
                text(line.silent()),
                line.findings().stream().map(CouncilLine.Mark::rule).collect(Collectors.joining(" ")));
    }

    private static String text(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
