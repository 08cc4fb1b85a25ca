package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a mandate stands. */
public enum MandateStatus {
    /** Has no last day yet. */
    @JsonProperty("active")
    ACTIVE,
    /** Has a last day, past or to come. */
    @JsonProperty("ended")
    ENDED,
    /** Entered in error; never counted. */
    @JsonProperty("withdrawn")
    WITHDRAWN
}
