package org.ratsnetz.board.federation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.consumption.Positions;

/**
 * All rows of the generation that serves, as read together.
 *
 * @param asOf positions that the rows include, at least
 * @param rows rows by AGS; those of councils that are not known themselves, or are gone, too
 * @param news the newest changes, newest first
 */
public record Snapshot(Positions asOf, Map<String, Row> rows, List<News> news) {

    /**
     * A change that a council has made.
     *
     * @param ags AGS of the council
     * @param type wire name of the event
     * @param subject document that changed
     * @param fields what changed, as JSON names
     * @param time when
     * @param person name of the mandate's holder, where it is a mandate and the name is known
     * @param kind kind of the mandate, where it is one
     */
    public record News(
            String ags,
            String type,
            String subject,
            List<String> fields,
            Instant time,
            @Nullable String person,
            @Nullable String kind) {}
}
