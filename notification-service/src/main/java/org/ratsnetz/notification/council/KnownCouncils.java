package org.ratsnetz.notification.council;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/** The councils there are. Some hundred; kept in memory, read again when one is asked for that is not there. */
@Component
public class KnownCouncils {

    private final MongoCollection<Document> councils;
    private volatile Map<String, KnownCouncil> known = Map.of();

    KnownCouncils(MongoDatabaseFactory databases) {
        MongoDatabase database = databases.getMongoDatabase();
        this.councils = database.getCollection("councils");
    }

    /** The council of this AGS. */
    public Optional<KnownCouncil> find(String ags) {
        KnownCouncil found = known.get(ags);
        return Optional.ofNullable(found == null ? read().get(ags) : found);
    }

    /** Whether there is such a district. */
    public boolean isDistrict(String name) {
        return any(council -> council.district().equals(name));
    }

    /** Whether there is such a region. */
    public boolean isRegion(String name) {
        return any(council -> council.region().equals(name));
    }

    private boolean any(Predicate<KnownCouncil> wanted) {
        return known.values().stream().anyMatch(wanted)
                || read().values().stream().anyMatch(wanted);
    }

    /** Stores what events told. */
    public void learn(Collection<KnownCouncil> told) {
        List<WriteModel<Document>> changes = new ArrayList<>();
        for (KnownCouncil council : told) {
            if (!council.equals(known.get(council.ags()))) {
                changes.add(new ReplaceOneModel<>(
                        Filters.eq("_id", council.ags()), stored(council), new ReplaceOptions().upsert(true)));
            }
        }
        if (!changes.isEmpty()) {
            councils.bulkWrite(changes);
            read();
        }
    }

    private Map<String, KnownCouncil> read() {
        Map<String, KnownCouncil> all = new HashMap<>();
        for (Document stored : councils.find()) {
            String ags = stored.getString("_id");
            all.put(
                    ags,
                    new KnownCouncil(
                            ags, stored.getString("name"), stored.getString("district"), stored.getString("region")));
        }
        known = Map.copyOf(all);
        return known;
    }

    private static Document stored(KnownCouncil council) {
        return new Document("_id", council.ags())
                .append("name", council.name())
                .append("district", council.district())
                .append("region", council.region());
    }
}
