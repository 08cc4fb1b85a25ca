package org.ratsnetz.benchmarks;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * The naive loop: load, check, replace where the version is still the same (again on a collision), send the event without waiting. Majority
 * and journal, but not reliable: what dies between the two is lost. 500 documents of 2 KB, Zipf 0.9, events of 500 bytes.
 */
final class RawLoop implements AutoCloseable {

    private static final int DOCUMENTS = 500;
    private static final double SKEW = 0.9;
    private static final String TOPIC = "benchmark-raw";

    private final MongoClient client;
    private final MongoCollection<Document> documents;
    private final KafkaProducer<String, byte[]> producer;
    private final double[] cumulated = cumulated();
    private final byte[] event = new byte[500];

    RawLoop(String mongodb, String kafka) {
        client = MongoClients.create(mongodb);
        documents = client.getDatabase("benchmark")
                .getCollection("raw")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 1),
                new StringSerializer(),
                new ByteArraySerializer());
        documents.drop();
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            all.add(new Document("_id", "doc" + i).append("version", 0L).append("filling", "x".repeat(2000)));
        }
        documents.insertMany(all);
        try (var admin = org.apache.kafka.clients.admin.Admin.create(Map.of("bootstrap.servers", kafka))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new org.apache.kafka.clients.admin.NewTopic(TOPIC, 24, (short) 1)))
                        .all()
                        .get();
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Kafka refuses the topic of the benchmark", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double[] cumulated() {
        double[] sums = new double[DOCUMENTS];
        double sum = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            sum += 1 / Math.pow(i + 1, SKEW);
            sums[i] = sum;
        }
        return sums;
    }

    private String pick() {
        double point = ThreadLocalRandom.current().nextDouble(cumulated[DOCUMENTS - 1]);
        int at = java.util.Arrays.binarySearch(cumulated, point);
        return "doc" + (at >= 0 ? at : -at - 1);
    }

    boolean update() {
        String id = pick();
        while (true) {
            Document current =
                    Objects.requireNonNull(documents.find(eq("_id", id)).first());
            long version = current.getLong("version");
            current.put("version", version + 1);
            if (documents
                            .replaceOne(and(eq("_id", id), eq("version", version)), current)
                            .getModifiedCount()
                    == 1) {
                Future<?> _ = producer.send(new ProducerRecord<>(TOPIC, id, event));
                return true;
            }
        }
    }

    double run(int callers, Duration time) throws InterruptedException {
        return Callers.run("raw loop", callers, time, caller -> update());
    }

    @Override
    public void close() {
        producer.close();
        documents.drop();
        client.close();
    }
}
