package org.ratsnetz.platform.publication;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A process that counts tallies and writes down what was answered, until a fail point kills it. */
final class DoomedMain {

    private static final int CALLERS = 8;
    private static final int TIMES = 2000;

    private DoomedMain() {}

    public static void main(String[] arguments) throws Exception {
        String database = arguments[2];
        MongoClient client = MongoClients.create(arguments[0]);
        Publication publication = new Publication(
                client.getDatabase(database),
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", arguments[1], "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                Bench.properties(),
                InstantSource.system(),
                new SimpleMeterRegistry());
        GroupCommit<Tally> tallies =
                publication.open(new DocumentKind<>(Tally.class, "tallies", 1, database + "-events", "/test"));
        publication.start();
        FileChannel accepted = FileChannel.open(
                Path.of(arguments[3]), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                callers.execute(() -> count(tallies, number, accepted));
            }
        }
        System.exit(1);
    }

    private static void count(GroupCommit<Tally> tallies, int number, FileChannel accepted) {
        for (int i = 0; i < TIMES; i++) {
            String id = "doc" + (number + i) % 5;
            Result<Tally> result = tallies.submit(
                            Command.internal(id, id, "doomed", current -> Tally.counted(id, current)))
                    .join();
            if (result instanceof Result.Written<Tally>(Stored<Tally> stored, boolean _)) {
                String line = id + ' ' + stored.state().count() + '\n';
                try {
                    accepted.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }
}
