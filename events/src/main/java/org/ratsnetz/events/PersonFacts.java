package org.ratsnetz.events;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a mandate. Topic {@value #TOPIC}, compacted, record key = the mandate's document ({@code <ags>/<mandate id>}); the
 * newest record wins, a record without a value erases. The envelope has type {@value #TYPE} and the sequence of the mandate's
 * last event before it, so that an older name never overwrites a newer one.
 *
 * @param ags AGS of the council
 * @param mandate id of the mandate within the council
 * @param name full name
 * @param gender gender, where given
 */
public record PersonFacts(
        String ags, String mandate, String name, @Nullable Gender gender) {

    /** The topic of these records. */
    public static final String TOPIC = "council-people";

    /** The wire name of these records. */
    public static final String TYPE = "person-facts";
}
