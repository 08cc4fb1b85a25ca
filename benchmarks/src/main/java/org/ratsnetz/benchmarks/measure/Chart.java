package org.ratsnetz.benchmarks.measure;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Bars in groups on a scale by powers of ten, with the number on each bar.
 *
 * @param title what is shown
 * @param unit of the numbers
 * @param systems one bar of each in each group, ours last
 * @param groups the groups
 */
public record Chart(String title, String unit, List<String> systems, List<Group> groups) {

    private static final List<String> COLOURS =
            List.of("#8a8f98", "#b4a06a", "#c0705a", "#7f6fb0", "#4f8fae", "#1f7a5c");
    private static final int WIDTH = 860;
    private static final int LEFT = 60;
    private static final int RIGHT = WIDTH - 10;
    private static final int TOP = 70;
    private static final int BOTTOM = 340;
    private static final double WIDEST_BAR = 48;

    /** Values in the order of the systems; NaN where there is none. */
    public record Group(String name, List<Double> values) {}

    /** The chart as a file's content. */
    public String svg() {
        double base = Math.pow(10, Math.floor(Math.log10(values().min().orElse(1) * 0.7)));
        double top = Math.pow(10, Math.ceil(Math.log10(values().max().orElse(10) * 1.05)));
        Drawing drawing = new Drawing(WIDTH, BOTTOM + 40, title);
        drawing.text(LEFT, 20, "start", 15, title);
        legend(drawing);
        for (double mark = base; mark <= top * 1.001; mark *= 10) {
            double y = y(mark, base, top);
            drawing.line(LEFT, RIGHT, y);
            drawing.text(LEFT - 6, y + 4, "end", 12, mark(mark));
        }
        double room = (double) (RIGHT - LEFT) / groups.size();
        for (int i = 0; i < groups.size(); i++) {
            group(drawing, groups.get(i), LEFT + i * room, room, base, top);
        }
        return drawing.toString();
    }

    private DoubleStream values() {
        return groups.stream()
                .flatMap(group -> group.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(value -> Double.isFinite(value) && value > 0);
    }

    private static String mark(double mark) {
        return mark < 1 ? String.format(Locale.ROOT, "%.3g", mark) : String.format(Locale.ROOT, "%,.0f", mark);
    }

    private void legend(Drawing drawing) {
        double x = LEFT;
        for (String system : systems) {
            drawing.bar(x, 34, 12, 12, colour(system));
            drawing.text(x + 17, 44, "start", 12, system);
            x += 34 + system.length() * 7.0;
        }
        drawing.text(RIGHT, 44, "end", 12, unit);
    }

    private String colour(String system) {
        return COLOURS.get(Math.max(0, COLOURS.size() - systems.size() + systems.indexOf(system)));
    }

    private void group(Drawing drawing, Group group, double left, double room, double base, double top) {
        double width = Math.min(WIDEST_BAR, room * 0.86 / systems.size());
        double x = left + (room - width * systems.size()) / 2;
        for (int i = 0; i < systems.size(); i++) {
            double value = group.values().get(i);
            if (Double.isFinite(value) && value > 0) {
                double y = y(value, base, top);
                drawing.bar(x + 1, y, width - 2, BOTTOM - y, colour(systems.get(i)));
                drawing.text(x + width / 2, y - 4, "middle", 11, Spread.text(value));
            }
            x += width;
        }
        drawing.text(left + room / 2, BOTTOM + 20.0, "middle", 12, group.name());
    }

    private static double y(double value, double base, double top) {
        double share = Math.log(value / base) / Math.log(top / base);
        return BOTTOM - share * (BOTTOM - TOP);
    }
}
