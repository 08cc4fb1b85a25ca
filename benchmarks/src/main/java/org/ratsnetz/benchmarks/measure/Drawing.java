package org.ratsnetz.benchmarks.measure;

import java.util.Locale;

/** Lines, bars and texts as SVG, in the colours of the reader's screen, light or dark. */
final class Drawing {

    private final StringBuilder svg = new StringBuilder();

    Drawing(int width, int height, String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\">%n",
                width,
                height,
                escaped(title)));
        svg.append("<style>text{fill:#222}.axis{stroke:#ccc}"
                + "@media(prefers-color-scheme:dark){text{fill:#ddd}.axis{stroke:#444}}</style>\n");
    }

    void line(double from, double to, double y) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                from,
                to,
                y,
                y));
    }

    void bar(double x, double y, double width, double height, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                height,
                colour));
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    void text(double x, double y, String anchor, int size, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n",
                x,
                y,
                anchor,
                size,
                escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return svg + "</svg>\n";
    }
}
