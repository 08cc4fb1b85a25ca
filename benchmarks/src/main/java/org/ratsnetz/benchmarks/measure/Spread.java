package org.ratsnetz.benchmarks.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Median with the least and the most of some values; all are NaN when there is none. */
public record Spread(double median, double least, double most) {

    /** Of nothing. */
    public static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    static Spread of(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        int count = sorted.length;
        if (count == 0) {
            return NONE;
        }
        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }

    /** {@code 7,070 (6,900–7,200)}, with three digits that count. */
    public String text() {
        if (Double.isNaN(median)) {
            return "–";
        }
        return least == most ? text(median) : text(median) + " (" + text(least) + "–" + text(most) + ")";
    }

    /** Whole from 100 on, one decimal from 10 on, else two. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
