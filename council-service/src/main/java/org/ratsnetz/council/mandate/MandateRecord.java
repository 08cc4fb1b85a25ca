package org.ratsnetz.council.mandate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.Gender;
import org.ratsnetz.events.MandateKind;
import org.ratsnetz.events.MandateStatus;

/**
 * A mandate as a council's office writes it, by form, by API or as a line of an import.
 *
 * @param ags AGS of the council; needed in imports, elsewhere the path names it
 * @param externalId the council's own key of the mandate, unique within the council, for ever
 * @param person who holds it
 * @param kind how the seat came about
 * @param list list of candidates or party
 * @param office office within the committee
 * @param begin first day
 * @param end last day, where one is known
 * @param successor id of the mandate that follows on this seat
 * @param state only in a PATCH of a withdrawn mandate, with the person given again: the state that it is to have again, {@code ended}
 *     where it has a last day, else {@code active}
 */
public record MandateRecord(
        @Nullable String ags,

        @Nullable
        @Size(min = 1, max = 100)
        @Pattern(regexp = "(?U)[\\p{Graph}&&[^$]]([\\p{Graph} ]*\\p{Graph})?", message = "external-id")
        String externalId,

        @NotNull @Valid Person person,
        @NotNull MandateKind kind,

        @Nullable @Size(max = 200) @Pattern(regexp = "(?U)\\P{Cntrl}*", message = "one-line")
        String list,

        @Nullable @Size(max = 100) @Pattern(regexp = "(?U)\\P{Cntrl}*", message = "one-line")
        String office,

        @NotNull LocalDate begin,
        @Nullable LocalDate end,

        @Nullable @Pattern(regexp = "[0-9a-f]{24}", message = "mandate-id")
        String successor,

        @Nullable MandateStatus state) {

    /**
     * Who holds a mandate.
     *
     * @param name full name
     * @param gender gender, where given
     */
    public record Person(
            @NotBlank @Size(max = 200) @Pattern(regexp = "(?U)[^\\p{Cntrl}<>]*", message = "person-name")
            String name,

            @Nullable Gender gender) {}
}
