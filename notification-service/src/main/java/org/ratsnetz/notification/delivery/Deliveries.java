package org.ratsnetz.notification.delivery;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The ledger as the office reads it. */
final class Deliveries {

    private final MongoCollection<Document> deliveries;

    Deliveries(MongoCollection<Document> deliveries) {
        this.deliveries = deliveries;
    }

    /** Rows in the order of their making. */
    List<Delivery> find(Bson filter, boolean newestFirst, int limit) {
        List<Delivery> found = new ArrayList<>();
        Bson order = newestFirst ? Sorts.descending("_id") : Sorts.ascending("_id");
        for (Document row : deliveries.find(filter).sort(order).limit(limit)) {
            found.add(Delivery.read(row));
        }
        return found;
    }

    /** How many rows are in each state. */
    Map<State, Integer> totals() {
        Map<State, Integer> totals = empty();
        for (Document group : deliveries.aggregate(List.of(Aggregates.group("$state", Accumulators.sum("count", 1))))) {
            totals.put(State.valueOf(group.getString("_id")), group.getInteger("count"));
        }
        return totals;
    }

    /** The same for each of these happenings. A message that tells of several counts for each. */
    Map<String, Map<State, Integer>> byHappening(Collection<String> happenings) {
        Map<String, Map<State, Integer>> sums = new HashMap<>();
        Bson these = Filters.in("happenings", happenings);
        for (Document group : deliveries.aggregate(List.of(
                Aggregates.match(these),
                Aggregates.unwind("$happenings"),
                Aggregates.match(these),
                Aggregates.group(
                        new Document("happening", "$happenings").append("state", "$state"),
                        Accumulators.sum("count", 1))))) {
            Document key = group.get("_id", Document.class);
            sums.computeIfAbsent(key.getString("happening"), _ -> empty())
                    .put(State.valueOf(key.getString("state")), group.getInteger("count"));
        }
        return sums;
    }

    private static Map<State, Integer> empty() {
        Map<State, Integer> none = new EnumMap<>(State.class);
        for (State state : State.values()) {
            none.put(state, 0);
        }
        return none;
    }
}
