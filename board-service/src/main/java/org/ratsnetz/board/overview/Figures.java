package org.ratsnetz.board.overview;

import java.util.Collection;
import org.ratsnetz.board.federation.Row;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.Seats;

/**
 * Seats and women, summed up over councils.
 *
 * @param councils how many councils
 * @param seats their seats
 * @param women how many filled seats women hold, as far as that is known
 */
record Figures(int councils, SeatFigures seats, Women women) {

    /**
     * Seats.
     *
     * @param total by statute
     * @param filled living mandates of elected members and members from the municipal council
     * @param vacant seats without one, council by council
     */
    record SeatFigures(int total, int filled, int vacant) {}

    /**
     * Women on filled seats.
     *
     * @param count women
     * @param known filled seats whose holder's gender is known
     */
    record Women(int count, int known) {}

    /** One council's figures of a day; a council that had ceased by then has no seats. */
    static Figures of(CouncilStatus state, Seats statute, Row.Step step) {
        Seats seats = state == CouncilStatus.CEASED ? new Seats(0, 0) : statute;
        int vacant = Math.max(0, seats.total() - step.filled());
        return new Figures(
                1, new SeatFigures(seats.total(), step.filled(), vacant), new Women(step.women(), step.known()));
    }

    static Figures sum(Collection<Figures> all) {
        int total = 0;
        int filled = 0;
        int vacant = 0;
        int women = 0;
        int known = 0;
        for (Figures figures : all) {
            total += figures.seats().total();
            filled += figures.seats().filled();
            vacant += figures.seats().vacant();
            women += figures.women().count();
            known += figures.women().known();
        }
        return new Figures(all.size(), new SeatFigures(total, filled, vacant), new Women(women, known));
    }
}
