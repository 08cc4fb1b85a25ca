package org.ratsnetz.platform.consumption;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.ratsnetz.platform.crash.Door;
import org.ratsnetz.platform.crash.Marked;
import org.ratsnetz.platform.fault.FailPoint;
import org.ratsnetz.platform.meters.ContinuedTraces;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.messaging.support.GenericMessage;

/**
 * A process of the crash lab that reads as a service does: the container with our rules, the batch listener, state documents and
 * their holes, and beside them one deed for each event. It is asked {@code rewind} (to the beginning; to a time would be a leap forward for a reader that is behind).
 *
 * <p>Property {@code lab.skip}, a planted error: each nth batch is left behind unread.
 */
public final class ReaderMain {

    private static final String GROUP = "lab";

    private ReaderMain() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments MongoDB, Kafka, name of database and topics
     */
    public static void main(String[] arguments) throws IOException {
        MongoDatabase database = MongoClients.create(arguments[0]).getDatabase(arguments[2]);
        String topic = arguments[2] + "-events";
        ConsumptionMeters meters = new ConsumptionMeters(new SimpleMeterRegistry(), InstantSource.system());
        RecordSender sender = new RecordSender(RecordSender.settings(List.of(arguments[1])));
        ConsumptionProperties properties = new ConsumptionProperties(
                4000, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(30), 3, Duration.ofMillis(200));
        StateDocuments documents = new StateDocuments(database.getCollection("read"));
        Holes holes = new Holes(
                database.getCollection("holes"),
                documents,
                new Holes.Asking("lab", GROUP, "/lab", properties, sender, meters, InstantSource.system()));
        Wire<Marked.Told> wire =
                Wire.events(topic, Marked.Told.class, told -> Marked.key(((Marked.Told.MarkWritten) told).document()));
        Reading reading = new Reading(documents, holes, database.getCollection("deeds"));
        BatchListener listener = new BatchListener(
                new Hearing("lab", GROUP, List.of(wire), reading::handle),
                new DeadLetters(sender, InstantSource.system(), meters),
                new BatchTraces(new ContinuedTraces(null, null)),
                meters);
        Rewindable rewindable = new Rewindable(listener);
        var container = container(arguments[1], topic, properties, rewindable);
        container.start();
        Future<?> _ = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory())
                .scheduleWithFixedDelay(holes::tick, 200, 200, TimeUnit.MILLISECONDS);
        Door.open(_ -> {
            rewindable.seekToBeginning();
            return "rewound";
        });
    }

    /** As the services', but missed sooner when it is gone. */
    private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
            String bootstrapServers, String topic, ConsumptionProperties properties, Rewindable listener) {
        ContainerRules rules = new ContainerRules(properties);
        Map<String, Object> settings = new HashMap<>(rules.settings(properties.batch()));
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("session.timeout.ms", "1500");
        settings.put("heartbeat.interval.ms", "300");
        ContainerProperties about = new ContainerProperties(topic);
        about.setGroupId(GROUP);
        about.setMessageListener(listener);
        var container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                about);
        rules.configure(container, topic, GROUP);
        return container;
    }

    private static final class Rewindable extends AbstractConsumerSeekAware
            implements BatchMessageListener<byte[], byte[]> {

        private final BatchListener listener;
        private int batches;

        Rewindable(BatchListener listener) {
            this.listener = listener;
        }

        @Override
        public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch) {
            int skip = Integer.getInteger("lab.skip", 0);
            if (skip == 0 || ++batches % skip != 0) {
                listener.handleMessage(new GenericMessage<>(batch));
            }
        }
    }

    /** What is made of a batch. */
    private record Reading(StateDocuments documents, Holes holes, MongoCollection<Document> deeds) {

        void handle(List<Heard<?>> records) {
            List<StateDocuments.Change> changes = new ArrayList<>();
            List<InsertOneModel<Document>> inserts = new ArrayList<>();
            for (Heard<?> heard : records) {
                Marked.Told.MarkWritten told = (Marked.Told.MarkWritten) heard.payload();
                String subject = heard.envelope().subject();
                changes.add(new StateDocuments.Change(
                        subject,
                        heard.key(),
                        StateDocuments.Kind.EVENT,
                        Standing.of(heard.envelope()),
                        new Document("mark", told == null ? null : told.mark()),
                        new Document()));
                inserts.add(new InsertOneModel<>(
                        new Document("_id", subject + " " + heard.envelope().sequence())));
            }
            StateDocuments.Applied applied = documents.apply(changes);
            FailPoint.hit("between-effects");
            act(inserts);
            holes.note(applied.holes());
        }

        /** Once for each event: who comes second finds the place taken. */
        private void act(List<InsertOneModel<Document>> inserts) {
            try {
                deeds.bulkWrite(inserts, new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                long others = e.getWriteErrors().stream()
                        .filter(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)
                        .count();
                if (others > 0 || e.getWriteConcernError() != null) {
                    throw e;
                }
            }
        }
    }
}
