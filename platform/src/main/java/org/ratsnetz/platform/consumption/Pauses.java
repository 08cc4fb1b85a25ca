package org.ratsnetz.platform.consumption;

/** Says which features are paused, so that one that was paused before a restart takes no batch when it begins again. */
@FunctionalInterface
public interface Pauses {

    /** Whether the feature of that name is to take nothing for now. */
    boolean paused(String feature);
}
