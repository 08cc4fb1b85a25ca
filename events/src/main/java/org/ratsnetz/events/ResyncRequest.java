package org.ratsnetz.events;

/**
 * A reader asks a publisher to restate documents, because an event did not arrive. Topic {@value #TOPIC}, record key = AGS.
 *
 * @param ags AGS of the council
 * @param document document ({@code ce_subject}) to restate
 * @param group consumer group that asks
 */
public record ResyncRequest(String ags, String document, String group) {

    /** The topic of these requests. */
    public static final String TOPIC = "council-resync";

    /** The wire name of these requests. */
    public static final String TYPE = "resync-request";
}
