package org.ratsnetz.platform.crash;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.envelope.Envelope;
import org.ratsnetz.platform.envelope.WireJson;

/** What is left of one injection: its documents in topic, database and read model, seen with nobody's code but the clients'. */
final class Look implements AutoCloseable {

    /** Id of records that no publisher has sent. */
    static final String BY_HAND = "by-hand";

    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final Lab lab;
    private final String prefix;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<String, List<Observed.Event>> topic = new HashMap<>();

    /** Sees what comes from now on about documents whose ids begin so. */
    Look(Lab lab, String prefix) {
        this.lab = lab;
        this.prefix = prefix;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestParts.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.partitionsFor(lab.topic())
                .forEach(partition -> partitions.add(new TopicPartition(lab.topic(), partition.partition())));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Faults once there are none, or none that can heal, or after that time. */
    List<Checker.Fault> faultsOnceSettled(WriteLog log, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<Checker.Fault> faults = new ArrayList<>(Checker.check(observe(log)));
            openHoles()
                    .forEach(hole -> faults.add(new Checker.Fault(
                            Checker.Kind.HOLE, hole + " is still taken for one that misses an event")));
            if (faults.isEmpty() || faults.stream().anyMatch(Checker.Fault::isFinal) || System.nanoTime() > deadline) {
                return faults;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private Observed observe(WriteLog log) throws IOException {
        readOn();
        return new Observed(log.read(), topic, database(), view());
    }

    /** Reads the topic to its end. */
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::note);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> row) {
        Envelope envelope = Envelope.read(row.headers());
        if (!envelope.subject().startsWith(prefix)) {
            return;
        }
        records.add(row);
        if (!envelope.id().equals(BY_HAND)) {
            Marked.Told.MarkWritten told = WireJson.read(row.value(), Marked.Told.MarkWritten.class);
            topic.computeIfAbsent(envelope.subject(), document -> new ArrayList<>())
                    .add(new Observed.Event(
                            envelope.sequence(),
                            told.mark(),
                            told.writes(),
                            envelope.subject().contains("/")));
        }
    }

    /** All records so far, those made by hand too. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** Records that came when they were applied already, and such that came before their turn. */
    Disorder disorder() {
        int repeated = 0;
        int early = 0;
        for (List<Observed.Event> events : topic.values()) {
            long last = 0;
            for (Observed.Event event : events) {
                if (event.sequence() == last + 1) {
                    last++;
                } else if (event.sequence() <= last) {
                    repeated++;
                } else {
                    early++;
                }
            }
        }
        return new Disorder(repeated, early);
    }

    /** Harmless disorder of the topic. */
    record Disorder(int repeated, int early) {}

    Map<String, Observed.State> database() {
        Map<String, Observed.State> states = new HashMap<>();
        ours("marked").forEach(document -> {
            List<?> outbox = document.getList("outbox", Object.class, List.of());
            states.put(
                    document.getString("_id"),
                    new Observed.State(
                            document.getLong("sequence"),
                            document.getEmbedded(List.of("state", "mark"), String.class),
                            outbox.size()));
        });
        return states;
    }

    private Observed.View view() {
        Map<String, Document> read = new HashMap<>();
        ours("read").forEach(document -> read.put(document.getString("_id"), document));
        Map<String, Observed.Row> rows = new HashMap<>();
        read.forEach((id, document) -> rows.put(
                id,
                new Observed.Row(
                        document.getString("mark"),
                        read.keySet().stream()
                                .filter(other -> other.startsWith(id + "/"))
                                .count())));
        Map<String, Set<Long>> deeds = new HashMap<>();
        ours("deeds").forEach(document -> {
            String[] words = document.getString("_id").split(" ", -1);
            deeds.computeIfAbsent(words[0], none -> new HashSet<>()).add(Long.parseLong(words[1]));
        });
        return new Observed.View(rows, true, deeds);
    }

    /** Documents of which the readers believe that they miss an event. */
    List<String> openHoles() {
        return ours("holes").stream().map(hole -> hole.getString("_id")).toList();
    }

    private List<Document> ours(String collection) {
        Bson ids = Filters.regex("_id", "^" + prefix);
        MongoCollection<Document> documents =
                lab.database().getCollection(collection).withReadConcern(ReadConcern.MAJORITY);
        return documents.find(ids).into(new ArrayList<>());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
