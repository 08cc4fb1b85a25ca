package org.ratsnetz.events;

import org.jspecify.annotations.Nullable;

/**
 * What everyone may know of a council.
 *
 * @param ags official municipality key, 8 digits
 * @param name name of the municipality
 * @param district Kreis or kreisfreie Stadt
 * @param region Regierungsbezirk
 * @param state whether the council exists
 * @param committee the committee's name since when
 * @param seats seats by statute
 * @param foreignResidents foreign residents of the municipality, where the council has given the figure
 */
public record CouncilFacts(
        String ags,
        String name,
        String district,
        String region,
        CouncilStatus state,
        Committee committee,
        Seats seats,
        @Nullable ForeignResidents foreignResidents) {}
