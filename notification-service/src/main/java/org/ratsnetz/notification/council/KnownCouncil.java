package org.ratsnetz.notification.council;

/**
 * A council as messages name it.
 *
 * @param ags AGS
 * @param name name of the municipality
 * @param district Kreis or kreisfreie Stadt
 * @param region Regierungsbezirk
 */
public record KnownCouncil(String ags, String name, String district, String region) {}
