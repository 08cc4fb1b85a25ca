package org.ratsnetz.council.register;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.events.CouncilStatus;

/**
 * A council's record as its office writes it, by form, by API or as a line of an import. Name, district and region come from the
 * register of municipalities.
 *
 * @param ags official municipality key; where the path names it too, both must be the same
 * @param state only the registrar changes it; without it the council stays what it is
 * @param committee the committee's name since when
 * @param seats seats by statute
 * @param foreignResidents foreign residents of the municipality
 * @param contact how to reach the office
 */
public record CouncilRecord(
        @Nullable String ags,
        @Nullable CouncilStatus state,
        @NotNull @Valid Committee committee,
        @NotNull @Valid Seats seats,
        @Nullable @Valid ForeignResidents foreignResidents,
        @Nullable @Valid Contact contact) {

    /**
     * The committee.
     *
     * @param label its name
     * @param since first day under this name
     */
    public record Committee(
            @NotBlank @Size(max = 200) @Pattern(regexp = "(?U)\\P{Cntrl}*", message = "one-line")
            String label,

            @NotNull LocalDate since) {}

    /**
     * Seats by statute.
     *
     * @param elected of directly elected members
     * @param council of members appointed by the municipal council
     */
    public record Seats(
            @NotNull @Min(0) @Max(200) Integer elected,
            @NotNull @Min(0) @Max(200) Integer council) {}

    /**
     * Foreign residents.
     *
     * @param count persons
     * @param asOf day of the count
     */
    public record ForeignResidents(
            @NotNull @Min(0) @Max(5_000_000) Integer count,
            @NotNull LocalDate asOf) {}
}
