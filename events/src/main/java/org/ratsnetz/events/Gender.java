package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Gender as a mandate holder gave it, in OParl's words. */
public enum Gender {
    /** Female. */
    @JsonProperty("female")
    FEMALE,
    /** Male. */
    @JsonProperty("male")
    MALE,
    /** Neither. */
    @JsonProperty("other")
    OTHER
}
