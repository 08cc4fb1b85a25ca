package org.ratsnetz.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What everyone may know of a mandate without the name of its holder; the name is in {@link PersonFacts} under the same document.
 *
 * @param ags AGS of the council
 * @param id id within the council
 * @param kind how the seat came about
 * @param list list of candidates or party of the council members, where there is one
 * @param office office within the committee, for example "Vorsitz", where there is one
 * @param begin first day
 * @param end last day (the mandate is alive on it), where one is known
 * @param successor id of the mandate that follows on this seat, where there is one
 * @param state active, ended (a last day was given) or withdrawn
 */
public record MandateFacts(
        String ags,
        String id,
        MandateKind kind,
        @Nullable String list,
        @Nullable String office,
        LocalDate begin,
        @Nullable LocalDate end,
        @Nullable String successor,
        MandateStatus state) {

    /** Whether the mandate is alive on that day. */
    public boolean aliveOn(LocalDate day) {
        return state != MandateStatus.WITHDRAWN && !day.isBefore(begin) && (end == null || !day.isAfter(end));
    }
}
