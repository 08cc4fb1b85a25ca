package org.ratsnetz.board.federation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds mandates up to the days on which a council's figures change. */
final class Steps {

    private final TreeMap<Long, int[]> changes = new TreeMap<>();

    /**
     * Adds mandates that are alike.
     *
     * @param seat {@code elected} or {@code council}
     * @param begin first day, as epoch day
     * @param end last day, as epoch day, null where none is known
     * @param gender gender of the holders, null where it is not known
     * @param count how many mandates
     */
    void add(String seat, int begin, @Nullable Integer end, @Nullable String gender, int count) {
        if (end != null && end < begin) {
            return;
        }
        int elected = seat.equals(MandateDocument.ELECTED) ? count : 0;
        int women = MandateDocument.FEMALE.equals(gender) ? count : 0;
        int known = gender == null ? 0 : count;
        change(begin, elected, count - elected, women, known);
        if (end != null) {
            change(end + 1L, -elected, elected - count, -women, -known);
        }
    }

    private void change(long day, int elected, int council, int women, int known) {
        int[] at = changes.computeIfAbsent(day, none -> new int[4]);
        at[0] += elected;
        at[1] += council;
        at[2] += women;
        at[3] += known;
    }

    /** The figures from each day on that changes them. */
    List<Row.Step> steps() {
        List<Row.Step> steps = new ArrayList<>();
        int[] now = new int[4];
        changes.forEach((day, change) -> {
            boolean changed = false;
            for (int i = 0; i < now.length; i++) {
                now[i] += change[i];
                changed |= change[i] != 0;
            }
            if (changed) {
                steps.add(new Row.Step(LocalDate.ofEpochDay(day), now[0], now[1], now[2], now[3]));
            }
        });
        return steps;
    }
}
