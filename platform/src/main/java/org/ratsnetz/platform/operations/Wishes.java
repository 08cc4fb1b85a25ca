package org.ratsnetz.platform.operations;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;
import org.ratsnetz.platform.consumption.Consumers;
import org.ratsnetz.platform.consumption.Consumption;
import org.ratsnetz.platform.consumption.ConsumptionMeters;
import org.ratsnetz.platform.consumption.KafkaAdministration;
import org.ratsnetz.platform.consumption.Pauses;

/** Which features operators have paused, for all processes and until they resume them, restarts included. */
final class Wishes implements Pauses {

    private static final int LAG_EVERY = 10;

    private final MongoCollection<Document> wishes;
    private final Consumers consumers;
    private final KafkaAdministration kafka;
    private final ConsumptionMeters meters;
    private final InstantSource clock;
    private int ticks;

    Wishes(
            MongoDatabase database,
            Consumers consumers,
            KafkaAdministration kafka,
            ConsumptionMeters meters,
            InstantSource clock) {
        this.wishes = database.getCollection("operations_wishes").withWriteConcern(WriteConcern.MAJORITY);
        this.consumers = consumers;
        this.kafka = kafka;
        this.meters = meters;
        this.clock = clock;
    }

    /** Wishes a feature to be paused, or not; this process follows at once, others within a tick. */
    void pause(String feature, boolean paused, String by) {
        wishes.updateOne(
                Filters.eq("_id", feature),
                Updates.combine(
                        Updates.set("paused", paused),
                        Updates.set("by", by),
                        Updates.set("at", Date.from(clock.instant()))),
                new UpdateOptions().upsert(true));
        follow();
    }

    @Override
    public boolean paused(String feature) {
        return paused().contains(feature);
    }

    /** Features that are to be paused. */
    private Set<String> paused() {
        Set<String> paused = new HashSet<>();
        wishes.find(Filters.eq("paused", true)).forEach(wish -> paused.add(wish.getString("_id")));
        return paused;
    }

    /** Follows the wishes, and measures lags now and then. */
    void tick() {
        follow();
        if (ticks++ % LAG_EVERY == 0) {
            for (Consumption consumption : consumers.all()) {
                meters.lag(
                        consumption.hearing().name(),
                        kafka.progress(consumption.hearing()).lag());
            }
        }
    }

    private void follow() {
        Set<String> paused = paused();
        for (Consumption consumption : consumers.all()) {
            boolean wish = paused.contains(consumption.hearing().name());
            if (wish && !consumption.paused()) {
                consumption.pause();
            } else if (!wish && consumption.paused()) {
                consumption.resume();
            }
        }
    }
}
