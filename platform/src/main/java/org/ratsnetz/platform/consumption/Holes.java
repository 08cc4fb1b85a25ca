package org.ratsnetz.platform.consumption;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ratsnetz.events.ResyncRequest;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents of a read model that miss an event. The publisher's own resend mends most; a hole that stays is asked for: the publisher
 * restates the document. Each document has one request at a time, with growing pauses, and after the last one only the operator can
 * help, who sees it here.
 */
public final class Holes {

    private static final Logger LOG = LoggerFactory.getLogger(Holes.class);
    private static final String REQUESTS = "requests";
    private static final int AT_ONCE = 1000;

    private final MongoCollection<Document> holes;
    private final StateDocuments documents;
    private final Asking asking;
    private volatile String lookedAtUpTo = "";

    /**
     * What asking needs.
     *
     * @param feature name of the feature
     * @param group consumer group without generation
     * @param source CloudEvents source of the requests
     * @param properties how long to wait and how often to ask
     */
    public record Asking(
            String feature,
            String group,
            String source,
            ConsumptionProperties properties,
            RecordSender sender,
            ConsumptionMeters meters,
            InstantSource clock) {}

    /**
     * A document that misses an event.
     *
     * @param document id of the document
     * @param key record key
     * @param since when that was noticed
     * @param missingUpTo sequence that is known to exist
     * @param requests how often the publisher was asked
     * @param exhausted true when it will not be asked again
     */
    public record Open(String document, String key, Instant since, long missingUpTo, int requests, boolean exhausted) {}

    public Holes(MongoCollection<Document> holes, StateDocuments documents, Asking asking) {
        this.holes = holes;
        this.documents = documents;
        this.asking = asking;
    }

    /** Remembers holes that a batch has shown. */
    public void note(Collection<StateDocuments.Hole> found) {
        if (found.isEmpty()) {
            return;
        }
        asking.meters().holes(asking.feature(), found.size());
        Instant now = asking.clock().instant();
        List<UpdateOneModel<Document>> writes = new ArrayList<>();
        for (StateDocuments.Hole hole : found) {
            writes.add(new UpdateOneModel<>(
                    Filters.eq("_id", hole.document()),
                    Updates.combine(
                            Updates.setOnInsert("key", hole.key()),
                            Updates.setOnInsert("since", Date.from(now)),
                            Updates.setOnInsert(
                                    "due",
                                    Date.from(now.plus(asking.properties().holeWait()))),
                            Updates.setOnInsert(REQUESTS, 0),
                            Updates.max("told", hole.told().rank())),
                    new UpdateOptions().upsert(true)));
        }
        holes.bulkWrite(writes);
    }

    /** Compares a council's roll call with what is here, and remembers what is behind. */
    public void rollCall(String key, int epoch, Map<String, Long> sequences) {
        Map<String, Standing> here = documents.standings(sequences.keySet());
        note(sequences.entrySet().stream()
                .map(entry -> new StateDocuments.Hole(entry.getKey(), key, new Standing(epoch, entry.getValue())))
                .filter(hole ->
                        here.getOrDefault(hole.document(), Standing.NONE).compareTo(hole.told()) < 0)
                .toList());
    }

    /** Forgets what is mended and asks for what is due. */
    public void tick() {
        int most = asking.properties().requests();
        boolean asks = true;
        for (Document hole : unmended(Filters.lt(REQUESTS, most), Sorts.ascending("due"))) {
            asks = asks && askWhenDue(hole);
        }
        // those that are not asked for any more may be many: each time a thousand further ones
        Bson exhausted = Filters.gte(REQUESTS, most);
        lookedAtUpTo =
                unmended(Filters.and(exhausted, Filters.gt("_id", lookedAtUpTo)), Sorts.ascending("_id")).stream()
                        .skip(AT_ONCE - 1L)
                        .findFirst()
                        .map(hole -> hole.getString("_id"))
                        .orElse("");
        asking.meters().openHoles(asking.feature(), holes.estimatedDocumentCount());
    }

    /** The first thousand, without those that turn out to be mended: these are forgotten. */
    private List<Document> unmended(Bson filter, Bson order) {
        List<Document> open = holes.find(filter).sort(order).limit(AT_ONCE).into(new ArrayList<>());
        Map<String, Standing> here = documents.standings(
                open.stream().map(hole -> hole.getString("_id")).toList());
        List<Document> left = new ArrayList<>();
        for (Document hole : open) {
            if (here.getOrDefault(hole.getString("_id"), Standing.NONE).rank() < hole.getLong("told")) {
                left.add(hole);
            } else {
                holes.deleteOne(Filters.and(
                        Filters.eq("_id", hole.getString("_id")), Filters.eq("told", hole.getLong("told"))));
            }
        }
        return left;
    }

    /** False when Kafka took no request; the hole is then as it was, and comes again soon. */
    private boolean askWhenDue(Document hole) {
        Instant now = asking.clock().instant();
        if (hole.getDate("due").toInstant().isAfter(now)) {
            return true;
        }
        int requests = hole.getInteger(REQUESTS);
        Duration wait = asking.properties().holeWait();
        if (!move(hole, requests, 1, now.plus(wait.multipliedBy(2L << requests)))) {
            return true;
        }
        try {
            ask(hole.getString("key"), List.of(hole.getString("_id")));
            return true;
        } catch (KafkaException e) {
            LOG.info("{} could not be asked for and will be again: {}", hole.getString("_id"), e.getMessage());
            move(hole, requests + 1, -1, now.plus(wait));
            return false;
        }
    }

    /** False when another process was faster. */
    private boolean move(Document hole, int requests, int by, Instant due) {
        return holes.updateOne(
                                Filters.and(Filters.eq("_id", hole.getString("_id")), Filters.eq(REQUESTS, requests)),
                                Updates.combine(Updates.inc(REQUESTS, by), Updates.set("due", Date.from(due))))
                        .getModifiedCount()
                == 1;
    }

    /**
     * Asks the publisher to restate documents of a key, now.
     *
     * @throws KafkaException when Kafka did not take all requests within 10 s
     */
    public void ask(String key, Collection<String> wanted) {
        asking.sender()
                .sendAll(wanted.stream().map(document -> request(key, document)).toList());
        wanted.forEach(document -> asking.meters().resync(asking.feature()));
    }

    private ProducerRecord<byte[], byte[]> request(String key, String document) {
        Envelope envelope = new Envelope(
                UuidCreator.getTimeOrderedEpoch().toString(),
                ResyncRequest.TYPE,
                asking.source(),
                document,
                asking.clock().instant(),
                0,
                0,
                null,
                null);
        ProducerRecord<byte[], byte[]> request = new ProducerRecord<>(
                ResyncRequest.TOPIC,
                key.getBytes(StandardCharsets.UTF_8),
                WireJson.write(new ResyncRequest(key, document, asking.group())));
        envelope.writeTo(request.headers());
        return request;
    }

    /** Holes that are open, oldest first. */
    public List<Open> open(int limit) {
        List<Open> open = new ArrayList<>();
        holes.find().sort(Sorts.ascending("since")).limit(limit).forEach(hole -> open.add(read(hole)));
        return open;
    }

    private Open read(Document hole) {
        int requests = hole.getInteger(REQUESTS);
        return new Open(
                hole.getString("_id"),
                hole.getString("key"),
                hole.getDate("since").toInstant(),
                Standing.ofRank(hole.getLong("told")).sequence(),
                requests,
                requests >= asking.properties().requests());
    }
}
