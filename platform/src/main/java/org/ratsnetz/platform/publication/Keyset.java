package org.ratsnetz.platform.publication;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import org.bson.conversions.Bson;

/**
 * Pages of documents by the position of the last one shown: by one field, and by id where it is the same.
 *
 * @param field field to sort by
 * @param descending whether the greatest comes first
 */
public record Keyset(String field, boolean descending) {

    /** The order of the list. */
    public Bson order() {
        return descending ? Sorts.descending(field, "_id") : Sorts.ascending(field, "_id");
    }

    /** What comes after a document with this value and id. */
    public Bson beyond(Object value, Object id) {
        return descending
                ? or(lt(field, value), and(eq(field, value), lt("_id", id)))
                : or(gt(field, value), and(eq(field, value), gt("_id", id)));
    }
}
