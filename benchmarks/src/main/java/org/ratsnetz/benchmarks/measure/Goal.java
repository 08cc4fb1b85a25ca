package org.ratsnetz.benchmarks.measure;

import java.util.Locale;

/**
 * What we aim at.
 *
 * @param floor what must hold
 * @param goal what we aim to publish
 * @param less whether less is better
 */
public record Goal(double floor, double goal, boolean less) {

    public static Goal atLeast(double floor, double goal) {
        return new Goal(floor, goal, false);
    }

    public static Goal atMost(double floor, double goal) {
        return new Goal(floor, goal, true);
    }

    /** Floor and goal as the table has them. */
    public String text() {
        String sign = less ? "≤ " : "≥ ";
        return sign + plain(floor) + " · **" + sign + plain(goal) + "**";
    }

    /** {@code met}, {@code floor met, goal missed by 12 %} or {@code floor missed by 30 %}. */
    public String verdict(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        if (reached(value, goal)) {
            return "**met**";
        }
        return reached(value, floor)
                ? "floor met, goal missed by " + percent(value, goal)
                : "floor missed by " + percent(value, floor);
    }

    private boolean reached(double value, double mark) {
        return less ? value <= mark : value >= mark;
    }

    private static String percent(double value, double mark) {
        return String.format(Locale.ROOT, "%.0f %%", Math.abs(value - mark) / mark * 100);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
    }
}
