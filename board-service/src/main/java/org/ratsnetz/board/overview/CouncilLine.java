package org.ratsnetz.board.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.Committee;
import org.ratsnetz.events.CouncilStatus;
import org.ratsnetz.events.FindingFacts.Severity;
import org.ratsnetz.events.ForeignResidents;

/** One council in the list of all, on a day. */
record CouncilLine(
        String ags,
        String name,
        String district,
        String region,
        CouncilStatus state,
        Committee committee,
        SeatLine seats,
        Figures.Women women,
        @Nullable ForeignResidents foreignResidents,
        String sizeClass,
        @Nullable Instant lastChange,
        boolean silent,
        List<Mark> findings,
        @JsonIgnore Figures figures) {

    /** Seats by statute and as filled. */
    record SeatLine(int elected, int council, int total, int filled, int vacant) {}

    /** A finding that stands. */
    record Mark(String rule, Severity severity) {}
}
