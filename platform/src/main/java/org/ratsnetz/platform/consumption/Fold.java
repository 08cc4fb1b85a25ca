package org.ratsnetz.platform.consumption;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What a batch makes of one document, as one write that is conditional on what was read. */
final class Fold {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    /** Id of the document. */
    final String id;

    private final String key;
    private boolean exists;
    private long rankRead;
    private long factRankRead;
    private long rank;
    private long factRank;
    private final Document fields = new Document();
    private int applied;
    private int dropped;
    private final List<StateDocuments.Hole> holes = new ArrayList<>();

    Fold(String id, String key) {
        this.id = id;
        this.key = key;
    }

    /** What was read: the document's numbers, null where it does not exist. */
    void found(StateDocuments.@Nullable Ranks ranks) {
        if (ranks == null) {
            return;
        }
        exists = true;
        rankRead = ranks.rank();
        factRankRead = ranks.factRank();
        rank = rankRead;
        factRank = factRankRead;
    }

    /** Takes a change in, or not. */
    void take(StateDocuments.Change change, StateDocuments.Rule rule) {
        Standing last = Standing.ofRank(rank);
        Sequencing decision = switch (change.kind()) {
            case EVENT -> rule.decide(last, change.told());
            case RESTATED -> Sequencing.restated(last, change.told());
            case FACT -> change.told().rank() + 1 < factRank ? Sequencing.DROP : Sequencing.APPLY;
        };
        switch (decision) {
            case APPLY -> apply(change);
            case DROP -> dropped++;
            case HOLE -> holes.add(new StateDocuments.Hole(id, key, change.told()));
        }
    }

    private void apply(StateDocuments.Change change) {
        if (change.kind() == StateDocuments.Kind.FACT) {
            factRank = change.told().rank() + 1;
        } else {
            if (change.told().rank() > rank) {
                fields.putAll(change.newer());
            }
            rank = change.told().rank();
        }
        fields.putAll(change.fields());
        applied++;
    }

    boolean changed() {
        return applied > 0;
    }

    int applied() {
        return applied;
    }

    int dropped() {
        return dropped;
    }

    List<StateDocuments.Hole> holes() {
        return holes;
    }

    /** With upsert, a document that is no longer as it was read shows as a duplicate key, exactly and per operation. */
    WriteModel<Document> write() {
        fields.append(StateDocuments.RANK, rank).append(StateDocuments.FACT_RANK, factRank);
        if (!exists) {
            Document created = new Document("_id", id).append("ags", key);
            created.putAll(fields);
            return new InsertOneModel<>(created);
        }
        return new UpdateOneModel<>(
                Filters.and(
                        Filters.eq("_id", id),
                        Filters.eq(StateDocuments.RANK, rankRead),
                        Filters.eq(StateDocuments.FACT_RANK, factRankRead)),
                new Document("$set", fields),
                UPSERT);
    }
}
