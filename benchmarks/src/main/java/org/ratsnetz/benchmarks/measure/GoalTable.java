package org.ratsnetz.benchmarks.measure;

import java.util.Optional;

/** What was found beside what we aim at. Of what has a floor and a goal, both are shown, the goal bold. */
public final class GoalTable {

    private final Table table = new Table("what", "measured", "floor · **goal**", "");

    /** A figure and its goal. */
    public GoalTable row(String what, Spread found, Goal goal) {
        table.row(what, found.text(), goal.text(), goal.verdict(found.median()));
        return this;
    }

    /** The same of a series that may not have been measured. */
    public GoalTable row(String what, Optional<Series> series, Figure figure, Goal goal) {
        return row(what, series.map(figure::of).orElse(Spread.NONE), goal);
    }

    /** What is looked at in a series. */
    public interface Figure {
        Spread of(Series series);
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
