package org.ratsnetz.platform.consumption;

import java.util.List;

/** The features that hear topics in this process. */
public interface Consumers {

    /**
     * Begins to hear, from where the group stands, or from the beginning when it is new.
     *
     * @throws IllegalStateException when this process hears for that group already
     */
    Consumption open(Hearing hearing);

    /** What is open. */
    List<Consumption> all();
}
