package org.ratsnetz.platform.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of a run of the lab. */
record Report(List<CrashLab.Finding> findings) {

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("""
                | fault | injections | lost | reordered | holes | duplicates | phantom | mismatch | other | writes | repeats | early | s each |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        TreeSet<String> names =
                findings.stream().map(CrashLab.Finding::fault).collect(Collectors.toCollection(TreeSet::new));
        names.forEach(name -> table.append(row(
                name, findings.stream().filter(one -> one.fault().equals(name)).toList())));
        return table.append(row("all", findings)).toString();
    }

    private static String row(String name, List<CrashLab.Finding> findings) {
        List<Object> cells = new ArrayList<>(List.of(name, findings.size()));
        for (Checker.Kind kind : Checker.Kind.values()) {
            cells.add(findings.stream()
                    .mapToInt(one -> one.faults().getOrDefault(kind, 0))
                    .sum());
        }
        cells.add(findings.stream()
                .mapToLong(one -> one.details().size()
                        - one.faults().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                .sum());
        cells.add(findings.stream().mapToLong(CrashLab.Finding::answered).sum());
        cells.add(findings.stream().mapToInt(CrashLab.Finding::repeated).sum());
        cells.add(findings.stream().mapToInt(CrashLab.Finding::early).sum());
        cells.add("%.1f"
                .formatted(findings.stream()
                        .mapToDouble(CrashLab.Finding::seconds)
                        .average()
                        .orElse(0)));
        return cells.stream().map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** How often each place was tried. */
    String places() {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        one -> one.fault() + " "
                                + one.what().replaceAll("[:,].*|\\d+.*", "").strip(),
                        TreeMap::new,
                        Collectors.counting()))
                .toString();
    }
}
