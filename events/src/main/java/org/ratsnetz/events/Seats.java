package org.ratsnetz.events;

/**
 * Seats of a committee by statute.
 *
 * @param elected seats of directly elected members
 * @param council seats of members appointed by the municipal council
 */
public record Seats(int elected, int council) {

    /** All seats. */
    public int total() {
        return elected + council;
    }
}
