package org.ratsnetz.board.federation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilFacts;
import org.ratsnetz.events.CouncilStatus;

/**
 * The figures of one council, for every day: mandates begin and end at midnight without an event, so a row holds the days on which
 * something changes.
 *
 * @param ags AGS of the council
 * @param basis sum of the sequences of all documents it was derived from; only a greater one replaces it
 * @param council what the council says of itself, null while only its mandates are known
 * @param ceasedOn first day on which the council was no more, null while it is active
 * @param steps figures from a day on, oldest first
 * @param lastChange when the council last changed anything, null when that is not known
 */
public record Row(
        @BsonId String ags,
        long basis,
        @Nullable CouncilFacts council,
        @Nullable LocalDate ceasedOn,
        List<Step> steps,
        @Nullable Instant lastChange) {

    /**
     * Figures that hold from a day on until the next step.
     *
     * @param from first day
     * @param elected living mandates of directly elected members
     * @param council living mandates of members from the municipal council
     * @param women how many of both are held by women
     * @param known how many of both are held by someone whose gender is known
     */
    public record Step(LocalDate from, int elected, int council, int women, int known) {

        static final Step NOBODY = new Step(LocalDate.MIN, 0, 0, 0, 0);

        /** Seats that are filled. */
        public int filled() {
            return elected + council;
        }
    }

    /** What the council was on a day; one that is not known itself counts as ceased. */
    public CouncilStatus stateOn(LocalDate day) {
        boolean active = council != null
                && (council.state() == CouncilStatus.ACTIVE || (ceasedOn != null && day.isBefore(ceasedOn)));
        return active ? CouncilStatus.ACTIVE : CouncilStatus.CEASED;
    }

    /** The figures of a day. A council that had ceased by then has none. */
    public Step on(LocalDate day) {
        Step found = Step.NOBODY;
        if (stateOn(day) == CouncilStatus.CEASED) {
            return found;
        }
        for (Step step : steps) {
            if (step.from().isAfter(day)) {
                break;
            }
            found = step;
        }
        return found;
    }
}
