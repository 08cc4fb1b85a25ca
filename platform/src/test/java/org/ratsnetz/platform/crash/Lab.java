package org.ratsnetz.platform.crash;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.platform.consumption.ReaderMain;
import org.ratsnetz.platform.publication.PublisherMain;

/** The processes on which injections are made, two of each role. They live from one injection to the next where they can. */
final class Lab implements AutoCloseable {

    /** Name of the database; topics begin with it. */
    final String name = "lab" + UUID.randomUUID().toString().substring(0, 8);

    private final MongoClient client = MongoClients.create(TestParts.mongodbUri(name));
    private final Map<String, Role> roles = new HashMap<>();
    private final Path logs;

    Lab(Path logs) throws Exception {
        this.logs = Files.createDirectories(logs);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestParts.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic(), 24, (short) 1), new NewTopic(topic() + ".lab.dlt", 1, (short) 1)))
                    .all()
                    .get();
        }
        for (int number = 0; number < 2; number++) {
            publisher(number);
            reader(number);
        }
    }

    String topic() {
        return name + "-events";
    }

    MongoDatabase database() {
        return client.getDatabase(name);
    }

    /** A publisher that works with exactly these settings. */
    Role publisher(int number, String... settings) throws IOException {
        return role("publisher-" + number, PublisherMain.class, List.of(settings));
    }

    /** A reader that works with exactly these settings. */
    Role reader(int number, String... settings) throws IOException {
        return role("reader-" + number, ReaderMain.class, List.of(settings));
    }

    /** The one that runs, told what is new, where there is one; else it is started and not waited for. */
    private Role role(String key, Class<?> main, List<String> settings) throws IOException {
        Role known = roles.get(key);
        if (known != null && known.isRunning()) {
            known.ask(Door.SET + String.join(" ", settings));
            return known;
        }
        Role role = new Role(
                main,
                settings,
                List.of(TestParts.mongodbUri(name), TestParts.bootstrapServers(), name),
                logs.resolve(key + ".log"));
        roles.put(key, role);
        return role;
    }

    @Override
    public void close() throws IOException {
        roles.values().forEach(role -> role.child.kill());
        database().drop();
        client.close();
    }
}
