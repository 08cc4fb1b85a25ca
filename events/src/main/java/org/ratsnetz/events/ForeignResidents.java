package org.ratsnetz.events;

import java.time.LocalDate;

/**
 * Foreign residents (main residence) of a municipality.
 *
 * @param count persons
 * @param asOf day of the count
 */
public record ForeignResidents(int count, LocalDate asOf) {}
