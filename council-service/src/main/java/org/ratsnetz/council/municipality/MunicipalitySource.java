package org.ratsnetz.council.municipality;

import java.time.LocalDate;

/**
 * Where the reference data come from, and what must be said where they are shown.
 *
 * @param source data holder and file
 * @param territoryDate day for which the municipalities and their names hold
 * @param populationDate day of the population figures
 * @param attribution notice that goes with names and population figures
 * @param positionAttribution notice that goes with positions
 */
public record MunicipalitySource(
        String source,
        LocalDate territoryDate,
        LocalDate populationDate,
        String attribution,
        String positionAttribution) {}
