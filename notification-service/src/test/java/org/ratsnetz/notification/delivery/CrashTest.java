package org.ratsnetz.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.notification.channel.Channel;
import org.ratsnetz.notification.happening.Happening;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.TestParts;
import org.ratsnetz.parts.mail.ReceivedMail;
import org.ratsnetz.parts.mail.SmtpSink;

/** F16: processes are killed again and again while they send; short form, or {@code -Dratsnetz.long=true}. */
class CrashTest {

    private static final boolean LONG = Boolean.getBoolean("ratsnetz.long");
    private static final int MAILS = LONG ? 50_000 : 5_000;
    private static final int KILLS = LONG ? 200 : 20;
    private static final int WINDOW = 64;
    private static final String DATABASE = "mail-crash";
    private static final String COUNCIL = "05913000";
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

    private final Map<String, List<String>> received = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final SmtpSink sink = SmtpSink.start(0, this::receive);
    private final MongoClient mongodb = MongoClients.create(TestParts.mongodbUri(DATABASE));
    private final MongoDatabase database = mongodb.getDatabase(DATABASE);

    @TempDir
    private Path logs;

    @AfterEach
    void close() {
        sink.close();
        database.drop();
        mongodb.close();
    }

    private void receive(ReceivedMail mail) {
        Matcher id = MESSAGE_ID.matcher(new String(mail.source(), StandardCharsets.US_ASCII));
        assertThat(id.find()).isTrue();
        received.computeIfAbsent(mail.recipients().getFirst(), _ -> new ArrayList<>())
                .add(id.group(1));
        count.incrementAndGet();
    }

    @Test
    void everyMailArrivesThoughItsSendersAreKilledAndSecondCopiesStayWithinTheWindow() {
        long seed = Long.getLong("ratsnetz.seed", System.nanoTime());
        System.out.println("CrashTest of mails: seed " + seed);
        Random random = new Random(seed);
        owe();
        Child next = sender(0);
        for (int kill = 1; kill <= KILLS; kill++) {
            Child current = next;
            next = sender(kill); // begins while the one before still sends
            int enough = Math.min(MAILS - 1, count.get() + random.nextInt(10, MAILS / KILLS / 2));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> count.get() >= enough);
            current.kill();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> states().equals(Map.of("delivered", MAILS)));
        next.kill();
        assertThat(received).hasSize(MAILS);
        assertThat(received.values())
                .allSatisfy(ids -> assertThat(Set.copyOf(ids)).hasSize(1));
        int second = count.get() - MAILS;
        System.out.println(
                "CrashTest of mails: " + KILLS + " kills, " + MAILS + " mails, " + second + " second copies");
        assertThat(second).isLessThanOrEqualTo(KILLS * WINDOW);
    }

    private void owe() {
        Instant now = Instant.now();
        Happening happening = new Happening(
                COUNCIL + "#1.2",
                COUNCIL,
                List.of("council-changed"),
                now,
                now,
                null,
                Map.of("fields", "contact"),
                Map.of());
        database.getCollection("happenings")
                .insertOne(new Document("_id", happening.id())
                        .append("council", COUNCIL)
                        .append("kinds", happening.kinds())
                        .append("at", Date.from(now))
                        .append("recordedAt", Date.from(now))
                        .append("facts", new Document(Map.copyOf(happening.facts())))
                        .append("counts", new Document()));
        List<Document> people = new ArrayList<>();
        List<Ledger.Entry> entries = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            String id = UUID.randomUUID().toString();
            String wish = String.format("%016x", i);
            people.add(new Document("_id", id)
                    .append("channel", Channel.EMAIL.name())
                    .append("address", "person" + i + "@demo.example")
                    .append("language", "de")
                    .append(
                            "subscriptions",
                            List.of(new Document("id", wish)
                                    .append("scope", "all")
                                    .append("kinds", List.of("*"))
                                    .append("confirmedAt", Date.from(now.minusSeconds(60))))));
            entries.add(new Ledger.Entry(id, Channel.EMAIL, List.of(wish)));
        }
        database.getCollection("subscribers").insertMany(people);
        DeliveryProperties properties = new DeliveryProperties(
                Duration.ofSeconds(60),
                WINDOW,
                Duration.ofSeconds(3),
                List.of(Duration.ofSeconds(1)),
                Duration.ofHours(24),
                Duration.ofDays(90),
                20,
                100,
                100,
                Duration.ofDays(90));
        new Ledger(database.getCollection("deliveries"), properties, InstantSource.system(), () -> {})
                .owe(happening, entries);
    }

    private Child sender(int number) {
        return Child.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedMain.class.getName(),
                        "--mongodb=" + TestParts.mongodbUri(DATABASE),
                        "--database=" + DATABASE,
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + sink.port(),
                        "--ratsnetz.mail.connections=8",
                        "--ratsnetz.delivery.window=" + WINDOW,
                        "--ratsnetz.delivery.lease=3s",
                        "--ratsnetz.notification.base-url=https://ratsnetz.example",
                        "--ratsnetz.notification.secret=" + "c".repeat(43) + "="),
                Map.of(),
                new Output.ToFile(logs.resolve("sender-" + number + ".log")));
    }

    private Map<String, Integer> states() {
        Map<String, Integer> states = new HashMap<>();
        database.getCollection("deliveries")
                .aggregate(List.of(Aggregates.group("$state", Accumulators.sum("count", 1))))
                .forEach(group -> states.put(group.getString("_id"), group.getInteger("count")));
        return states;
    }
}
