package org.ratsnetz.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A rule check's result about one council.
 *
 * @param ags AGS of the council
 * @param rule key of the rule, for example "C2"
 * @param severity how much it matters
 * @param reason key of the reason text in the message bundles, for example "C2.too-few-elected"
 * @param figures the figures the reason speaks of, by name
 */
public record FindingFacts(String ags, String rule, Severity severity, String reason, Map<String, Long> figures) {

    /** How much a finding matters. */
    public enum Severity {
        /** Good to know. */
        @JsonProperty("info")
        INFO,
        /** Should be looked at. */
        @JsonProperty("warn")
        WARN,
        /** A rule is broken. */
        @JsonProperty("error")
        ERROR
    }
}
