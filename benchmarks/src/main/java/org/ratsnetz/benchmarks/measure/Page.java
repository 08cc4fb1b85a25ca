package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that shows the results: what stands between a bench's two marks is made here, everything else by people. */
public final class Page {

    private final Path file;
    private final Path folder;

    /** @param root the project's folder */
    public Page(Path root) {
        file = root.resolve("docs/performance.md");
        folder = root.resolve("docs/performance");
    }

    /** Where results and charts lie. */
    public Path folder() {
        return folder;
    }

    /**
     * Puts a bench's part in the place of the old one.
     *
     * @throws IllegalStateException when the page has no marks for it
     */
    public void put(String part, String text) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), part, text));
    }

    static String replaced(String page, String part, String text) {
        String begin = "<!-- " + part + ": made by the harness -->\n";
        String end = "<!-- end of " + part + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("The page has no marks for " + part + ": " + begin + end);
        }
        return page.substring(0, from + begin.length()) + text + page.substring(to);
    }

    /** Draws a chart, unless there is nothing to show. */
    public void chart(String name, Chart chart) throws IOException {
        if (chart.groups().isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".svg"), chart.svg());
    }
}
