package org.ratsnetz.council.municipality;

import java.time.LocalDate;

/**
 * A municipality as the official register has it.
 *
 * @param ags official municipality key (Amtlicher Gemeindeschlüssel), 8 digits
 * @param name official name without its epithets
 * @param kind Kreisfreie Stadt, Stadt or Gemeinde
 * @param districtAgs first five digits of the key: Kreis or kreisfreie Stadt
 * @param district name of the Kreis or kreisfreie Stadt
 * @param region Regierungsbezirk
 * @param population inhabitants
 * @param populationDate day of that count
 * @param lat latitude of the middle of the area, degrees (WGS84)
 * @param lon longitude of the middle of the area, degrees (WGS84)
 */
public record Municipality(
        String ags,
        String name,
        String kind,
        String districtAgs,
        String district,
        String region,
        int population,
        LocalDate populationDate,
        double lat,
        double lon) {}
