package org.ratsnetz.events;

import java.time.LocalDate;

/**
 * The committee of section 27 GO NRW under the name it bears locally.
 *
 * @param label name of the committee, for example "Ausschuss für Chancengerechtigkeit und Integration"
 * @param since first day under this name
 */
public record Committee(String label, LocalDate since) {}
