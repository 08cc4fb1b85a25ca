package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a seat came about. */
public enum MandateKind {
    /** Directly elected. */
    @JsonProperty("elected")
    ELECTED,
    /** Appointed by the municipal council from its midst. */
    @JsonProperty("council")
    COUNCIL,
    /** Stands in for a member; holds no seat. */
    @JsonProperty("substitute")
    SUBSTITUTE,
    /** Expert citizen; holds no seat of the figures. */
    @JsonProperty("expert")
    EXPERT;

    /** Whether a mandate of this kind fills one of the statutory seats. */
    public boolean fillsSeat() {
        return this == ELECTED || this == COUNCIL;
    }
}
