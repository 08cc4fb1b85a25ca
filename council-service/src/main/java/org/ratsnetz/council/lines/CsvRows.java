package org.ratsnetz.council.lines;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.lines.PhysicalLines.PhysicalLine;
import org.ratsnetz.platform.problem.Problem.Invalid;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows under a heading. A quoted cell may go over some lines; where the quotes do not add up, only the first of these lines is
 * given up, and reading goes on with the next, so that one stray quote does not swallow its neighbours.
 */
final class CsvRows implements Rows {

    private static final int LINES_OF_A_ROW = 20;

    private final PhysicalLines lines;
    private final char separator;
    private final Columns columns;
    private final List<String> heading;
    private final List<Invalid> headingErrors;

    CsvRows(PhysicalLines lines, char separator, Columns columns) throws IOException {
        this.lines = lines;
        this.separator = separator;
        this.columns = columns;
        this.heading = heading();
        this.headingErrors = check(heading);
    }

    @Override
    public List<Invalid> headingErrors() {
        return headingErrors;
    }

    @Override
    public @Nullable Row next() throws IOException {
        PhysicalLine first = nextNotBlank();
        return first == null ? null : row(first);
    }

    static boolean namesSeparator(String line) {
        return line.length() == 5 && line.startsWith("sep=");
    }

    private List<String> heading() throws IOException {
        PhysicalLine first = nextNotBlank();
        if (first != null && namesSeparator(first.text())) {
            first = nextNotBlank();
        }
        List<String> cells = first == null ? null : cells(first.text());
        return cells == null
                ? List.of()
                : withoutEmptyTail(cells.stream().map(String::strip).toList());
    }

    private static List<String> withoutEmptyTail(List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return List.copyOf(cells.subList(0, size));
    }

    private List<Invalid> check(List<String> names) {
        List<Invalid> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!columns.knows(name)) {
                errors.add(Invalid.of(name, "column-unknown", name, String.join(", ", columns.names())));
            } else if (!seen.add(name)) {
                errors.add(Invalid.of(name, "column-twice", name));
            }
        }
        if (names.isEmpty()) {
            errors.add(Invalid.of("", "heading-missing", String.join(", ", columns.names())));
        }
        return List.copyOf(errors);
    }

    private @Nullable PhysicalLine nextNotBlank() throws IOException {
        PhysicalLine line = lines.next();
        while (line != null && !line.tooLong() && blank(line.text())) {
            line = lines.next();
        }
        return line;
    }

    /** Spreadsheets write empty rows as separators only. */
    private boolean blank(String text) {
        return text.chars().allMatch(it -> it == separator || Character.isWhitespace(it));
    }

    private Row row(PhysicalLine first) throws IOException {
        if (first.tooLong()) {
            return Row.broken(first.number(), "line-too-long", Integer.toString(LONGEST_LINE));
        }
        List<PhysicalLine> more = new ArrayList<>();
        StringBuilder text = new StringBuilder(first.text());
        while (quotes(text) % 2 == 1) {
            PhysicalLine next = more.size() == LINES_OF_A_ROW ? null : lines.next();
            if (next == null || next.tooLong() || text.length() + next.text().length() > LONGEST_LINE) {
                return giveUp(first, next, more, Row.broken(first.number(), "csv-quotes"));
            }
            more.add(next);
            text.append('\n').append(next.text());
        }
        Row row = row(first.number(), text.toString());
        return row.errors().isEmpty() ? row : giveUp(first, null, more, row);
    }

    private Row giveUp(PhysicalLine first, @Nullable PhysicalLine last, List<PhysicalLine> more, Row row) {
        List<PhysicalLine> again = new ArrayList<>(more);
        if (last != null) {
            again.add(last);
        }
        lines.pushBack(again);
        return new Row(first.number(), row.tree(), row.errors());
    }

    private Row row(long number, String text) {
        if (text.indexOf('\uFFFD') >= 0) {
            return Row.broken(number, "line-encoding");
        }
        List<String> cells = cells(text);
        if (cells == null) {
            return Row.broken(number, "csv-quotes");
        }
        int extra = cells.size() - heading.size();
        boolean emptyTail = extra > 0
                && cells.subList(heading.size(), cells.size()).stream().allMatch(String::isBlank);
        if (extra < 0 || (extra > 0 && !emptyTail)) {
            return Row.broken(number, "csv-cells", heading.size(), cells.size());
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (int at = 0; at < heading.size(); at++) {
            columns.put(tree, heading.get(at), cells.get(at));
        }
        return Row.of(number, tree);
    }

    private @Nullable List<String> cells(String text) {
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(false)
                    .ofSingleCsvRecord(text)
                    .getFields();
        } catch (CsvParseException e) {
            return null;
        }
    }

    private static long quotes(CharSequence text) {
        return text.chars().filter(it -> it == '"').count();
    }
}
