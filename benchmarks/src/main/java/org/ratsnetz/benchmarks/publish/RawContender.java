package org.ratsnetz.benchmarks.publish;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.codecs.pojo.annotations.BsonId;
import org.ratsnetz.platform.envelope.WireJson;

/** Driver and producer by themselves, majority and journal, in several ways. What dies between the two is lost. */
public final class RawContender implements Contender {

    /** What is done. */
    enum Way {
        /** A record, awaited; no database. */
        KAFKA,
        /** The document, read. */
        FIND,
        /** A number in it raised. */
        INC,
        /** The same, and a record sent without waiting: least that can be done. */
        R0,
        /** Read, checked, replaced where its version is the same, again on a collision; the record sent without waiting. */
        R1,
        /** The same, the record awaited. */
        R2
    }

    /** Read, check, replace, send without waiting. */
    public static RawContender loop(String mongodb, String kafka) {
        return new RawContender(Way.R1, mongodb, kafka, new Counters());
    }

    /** As it is stored. */
    public record Document(@BsonId String id, long version, Case.Council state) {}

    private final Way way;
    private final String topic;
    private final MongoClient client;
    private final MongoCollection<Document> documents;
    private final KafkaProducer<String, byte[]> producer;

    RawContender(Way way, String mongodb, String kafka, Counters counters) {
        this.way = way;
        topic = "benchmark-" + way;
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongodb))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(300))
                .addCommandListener(counters)
                .build());
        documents = client.getDatabase("benchmark-" + way)
                .getCollection("councils", Document.class)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        createTopic(kafka, topic);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 1, "batch.size", 64 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static void createTopic(String kafka, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 24, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void prepare(int councils) {
        documents.drop();
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < councils; i++) {
            all.add(new Document(Case.name(i), 0, Case.Council.first(Case.name(i))));
        }
        documents.insertMany(all);
    }

    @Override
    public void update(int council, long at) throws Exception {
        String id = Case.name(council);
        switch (way) {
            case KAFKA -> send(id, Case.Council.first(id), at).get();
            case FIND -> find(id);
            case INC -> raise(id);
            case R0 -> {
                raise(id);
                Future<?> _ = send(id, Case.Council.first(id), at);
            }
            case R1 -> {
                Future<?> _ = send(id, replace(id), at);
            }
            case R2 -> send(id, replace(id), at).get();
        }
    }

    private Document find(String id) {
        return Objects.requireNonNull(documents.find(eq("_id", id)).first());
    }

    private void raise(String id) {
        documents.updateOne(eq("_id", id), Updates.inc("version", 1L));
    }

    private Case.Council replace(String id) {
        while (true) {
            Document current = find(id);
            Case.Council next = current.state().next();
            Document replacement = new Document(id, current.version() + 1, next);
            long modified = documents
                    .replaceOne(and(eq("_id", id), eq("version", current.version())), replacement)
                    .getModifiedCount();
            if (modified == 1) {
                return next;
            }
        }
    }

    private Future<RecordMetadata> send(String id, Case.Council state, long at) {
        return producer.send(new ProducerRecord<>(topic, id, WireJson.write(state.written(at))));
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int recordsPerUpdate() {
        return way == Way.FIND || way == Way.INC ? 0 : 1;
    }

    @Override
    public void close() {
        producer.close();
        client.close();
    }
}
