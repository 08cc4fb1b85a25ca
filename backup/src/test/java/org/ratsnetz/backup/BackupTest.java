package org.ratsnetz.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ratsnetz.parts.TestParts;

/** A backup and its way back, on the real MongoDB; and what a restore refuses before it touches anything. */
class BackupTest {

    private static final Duration NO_WAIT = Duration.ZERO;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-01T10:00:00Z"));

    @TempDir
    Path folder;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private MongoClient client = MongoClients.create(TestParts.mongodbUri("none"));

    @BeforeEach
    void fill() {
        for (Store store : Store.ALL) {
            String name = store.name() + "-" + mark;
            environment.put(
                    "RATSNETZ_BACKUP_" + store.name().toUpperCase(java.util.Locale.ROOT), TestParts.mongodbUri(name));
            database(store).getCollection("platform").insertOne(new Document("_id", "epoch").append("epoch", 3));
            database(store)
                    .getCollection("platform")
                    .insertOne(
                            new Document("_id", "watermark").append("turn", 7L).append("beat", 9L));
        }
        List<Document> mandates = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            mandates.add(
                    new Document("_id", "05315000/m" + i).append("schema", 1).append("name", "Canan " + i));
        }
        database(council()).getCollection("mandates").insertMany(mandates);
        database(council()).getCollection("operations_tasks").insertOne(new Document("_id", "t"));
        database(board()).getCollection("findings").insertOne(new Document("_id", "05315000/C2").append("schema", 1));
        database(board()).getCollection("federation_rows_g1").insertOne(new Document("_id", "05315000"));
    }

    @AfterEach
    void drop() {
        Store.ALL.forEach(store -> database(store).drop());
        client.close();
    }

    private static Store council() {
        return Store.of("council").orElseThrow();
    }

    private static Store board() {
        return Store.of("board").orElseThrow();
    }

    private MongoDatabase database(Store store) {
        return client.getDatabase(store.name() + "-" + mark);
    }

    private Path backup() throws IOException {
        Path file = folder.resolve("b" + said.size() + ".zip");
        try (Places places = new Places(environment)) {
            new Taking(places, CLOCK, said::add).into(file, "1.0");
        }
        return file;
    }

    private void restore(Path file, Store... stores) throws IOException {
        try (Places places = new Places(environment)) {
            new PuttingBack(places, CLOCK, NO_WAIT, said::add)
                    .from(file, stores.length == 0 ? Store.ALL : List.of(stores));
        }
    }

    private List<Document> all(Store store, String collection) {
        return database(store)
                .getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    @Test
    void whatWasBackedUpComesBackAndWhatCameSinceIsGone() throws IOException {
        List<Document> before = all(council(), "mandates");
        Path file = backup();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.resolveSibling(file.getFileName() + ".part")).doesNotExist();
        database(council()).getCollection("mandates").deleteMany(new Document("_id", "05315000/m1"));
        database(council()).getCollection("mandates").insertOne(new Document("_id", "05315000/later"));
        database(council()).getCollection("later").insertOne(new Document());

        restore(file);
        assertThat(all(council(), "mandates")).isEqualTo(before);
        assertThat(database(council()).listCollectionNames()).containsExactlyInAnyOrder("mandates", "platform");
        assertThat(database(board()).listCollectionNames())
                .as("a read model is made anew from the topics")
                .containsExactlyInAnyOrder("findings", "platform");
        assertThat(all(council(), "platform"))
                .containsExactly(
                        new Document("_id", "epoch").append("epoch", 3).append("restored", Date.from(CLOCK.instant())),
                        new Document("_id", "watermark").append("turn", 7L).append("beat", 9L));
    }

    @Test
    void anEpochThatWasReachedSinceIsNotForgotten() throws IOException {
        Path file = backup();
        database(council())
                .getCollection("platform")
                .updateOne(new Document("_id", "epoch"), new Document("$set", new Document("epoch", 8)));
        restore(file, council());
        assertThat(all(council(), "platform").getFirst().getInteger("epoch")).isEqualTo(8);
        assertThat(all(board(), "federation_rows_g1"))
                .as("what is not named stays")
                .hasSize(1);
    }

    @Test
    void aRestoreThatDiedCanBeBegunAnew() throws IOException {
        List<Document> before = all(council(), "mandates");
        Path file = backup();
        database(council())
                .getCollection("platform")
                .updateOne(new Document("_id", "epoch"), new Document("$set", new Document("epoch", 8)));
        AtomicInteger parts = new AtomicInteger();
        try (Places places = new Places(environment)) {
            PuttingBack dying = new PuttingBack(places, CLOCK, NO_WAIT, line -> {
                if (parts.incrementAndGet() == 3) {
                    throw new IllegalStateException("killed");
                }
            });
            assertThatThrownBy(() -> dying.from(file, Store.ALL)).hasMessage("killed");
        }
        assertThat(all(council(), "platform"))
                .as("no service starts on this")
                .anyMatch(document -> "restore".equals(document.get("_id")));
        assertThatThrownBy(this::backup).isInstanceOf(Refusal.class);

        restore(file);
        assertThat(all(council(), "mandates")).isEqualTo(before);
        assertThat(all(council(), "platform").getFirst().getInteger("epoch")).isEqualTo(8);
        assertThat(all(council(), "platform")).noneMatch(document -> "restore".equals(document.get("_id")));
    }

    @Test
    void nothingIsPutBackWhileAServiceRuns() throws IOException {
        Path file = backup();
        AtomicInteger looks = new AtomicInteger();
        try (Places places = new Places(environment)) {
            Thread service = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    database(board())
                            .getCollection("platform")
                            .updateOne(
                                    new Document("_id", "watermark"), new Document("$inc", new Document("beat", 1L)));
                    looks.incrementAndGet();
                }
            });
            PuttingBack restore = new PuttingBack(places, CLOCK, Duration.ofSeconds(1), said::add);
            assertThatThrownBy(() -> restore.from(file, Store.ALL))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("board");
            service.interrupt();
        }
        assertThat(looks).hasPositiveValue();
        assertThat(all(board(), "federation_rows_g1")).hasSize(1);
    }

    @Test
    void aDatabaseThatIsNoneOfOursIsNotBackedUp() {
        environment.put("RATSNETZ_BACKUP_BOARD", TestParts.mongodbUri("strange-" + mark));
        assertThatThrownBy(this::backup).isInstanceOf(Refusal.class).hasMessageContaining("board");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Path file = folder.resolve("b0.zip");
        Files.writeString(file, "precious");
        assertThatThrownBy(this::backup).isInstanceOf(Refusal.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void eachDamageIsFoundBeforeAnythingIsTouched() throws IOException {
        byte[] whole = Files.readAllBytes(backup());
        List<Document> before = all(council(), "mandates");
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length - 200)] ^= (byte) (1 + random.nextInt(255));
            assertRefused(damaged);
        }
        for (int i = 0; i < 10; i++) {
            assertRefused(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        assertThat(all(council(), "mandates")).isEqualTo(before);
    }

    /** Some bytes of a zip mean nothing (times, a second copy of names): what can be read then must be what was written. */
    private void assertRefused(byte[] content) throws IOException {
        Path file = folder.resolve("damaged.zip");
        Files.write(file, content);
        try (BackupReader reader = new BackupReader(file)) {
            reader.verify();
        } catch (Refusal expected) {
            return;
        }
        try (BackupReader reader = new BackupReader(file)) {
            AtomicInteger documents = new AtomicInteger();
            for (Part part : reader.manifest().parts()) {
                reader.read(part, document -> documents.incrementAndGet());
            }
            assertThat(documents).hasValue(2500 + 1 + 6);
        }
    }

    @Test
    void whatIsForeignOrOfALaterReleaseIsRefusedByName() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no zip");
        assertThatThrownBy(() -> restore(text)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> restore(folder.resolve("nowhere"))).isInstanceOf(Refusal.class);
        Path foreign = folder.resolve("foreign.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(foreign))) {
            zip.putNextEntry(new ZipEntry("photo.jpg"));
        }
        assertThatThrownBy(() -> restore(foreign)).isInstanceOf(Refusal.class);
        Path later = folder.resolve("later.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(later))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write("{\"ratsnetz-backup\": 2, \"version\": \"9.9\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> restore(later)).isInstanceOf(Refusal.class).hasMessageContaining("9.9");

        database(council())
                .getCollection("mandates")
                .updateOne(new Document("_id", "05315000/m7"), new Document("$set", new Document("schema", 2)));
        Path newer = backup();
        database(council()).getCollection("mandates").deleteMany(new Document("_id", "05315000/m1"));
        assertThatThrownBy(() -> restore(newer)).isInstanceOf(Refusal.class).hasMessageContaining("1.0");
        assertThat(all(council(), "mandates")).as("nothing was touched").hasSize(2499);
    }

    @Test
    void filesOfAStandalonePlatformComeBackOnlyWhereTheyAreMissing() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("keys.json"), "old key");
        Files.writeString(own.resolve("clients.json"), "old clients");
        Files.writeString(own.resolve("access.json"), "made at each start");
        environment.put("RATSNETZ_BACKUP_FILES", own.toString());
        Path file = backup();
        Files.delete(own.resolve("keys.json"));
        Files.writeString(own.resolve("clients.json"), "one was revoked since");
        restore(file);
        assertThat(own.resolve("keys.json")).hasContent("old key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve("keys.json"))))
                .isEqualTo("rw-------");
        assertThat(own.resolve("clients.json")).hasContent("one was revoked since");
    }

    @Test
    void aBackupNamesTheReleaseThatMadeIt() {
        assertThat(Main.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void bothLanguagesSayTheSame() throws IOException {
        Properties german = new Properties();
        Properties english = new Properties();
        try (InputStream one = Main.class.getResourceAsStream("messages.properties");
                InputStream other = Main.class.getResourceAsStream("messages_en.properties")) {
            german.load(one);
            english.load(other);
        }
        assertThat(english.keySet()).isEqualTo(german.keySet());
        german.forEach(
                (key, text) -> assertThat(english.getProperty((String) key).split("%s", -1))
                        .as("%s", key)
                        .hasSameSizeAs(((String) text).split("%s", -1)));
    }

    @Test
    void aCutTailIsNoticed() throws IOException {
        Path file = backup();
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() - 1);
        }
        assertThatThrownBy(() -> restore(file)).isInstanceOf(Refusal.class);
    }
}
