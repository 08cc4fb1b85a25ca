package org.ratsnetz.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
public final class Table {

    private final List<String> rows = new ArrayList<>();

    public Table(String... heads) {
        row(heads);
        rows.add("|" + String.join("|", Collections.nCopies(heads.length, " --- ")) + "|");
    }

    public Table row(String... cells) {
        rows.add("| " + String.join(" | ", Arrays.asList(cells)) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", rows) + "\n";
    }
}
