package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a council exists. */
public enum CouncilStatus {
    /** The council exists. */
    @JsonProperty("active")
    ACTIVE,
    /** The council has ceased; its history stays. */
    @JsonProperty("ceased")
    CEASED
}
