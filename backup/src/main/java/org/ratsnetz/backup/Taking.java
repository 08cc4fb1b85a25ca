package org.ratsnetz.backup;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Takes a backup of a running platform. All databases of one place are read at one point in time (a snapshot session). Those of several
 * places need not be: a document holds its state and what it owes together, and readers are complete by the protocol.
 */
final class Taking {

    /** The standalone platform's own files: clients, keys, people, secrets. */
    static final List<String> FILES = List.of("clients.json", "keys.json", "people.json", "secrets.json");

    private static final int BATCH = 1000;
    private static final int SAY_EVERY = 100_000;
    private static final int SNAPSHOT_TOO_OLD = 239;

    private final Places places;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Map<MongoClient, ClientSession> sessions = new HashMap<>();

    Taking(Places places, InstantSource clock, Consumer<String> progress) {
        this.places = places;
        this.clock = clock;
        this.progress = progress;
    }

    /** Takes it; the file is there and whole when this returns. */
    Manifest into(Path file, String version) throws IOException {
        var takenAt = clock.instant();
        Document epochs = new Document();
        try (BackupWriter writer = new BackupWriter(file)) {
            for (Store store : Store.ALL) {
                take(store, writer, epochs);
            }
            if (places.files().isPresent()) {
                for (String name : FILES) {
                    Path own = places.files().get().resolve(name);
                    if (Files.exists(own)) {
                        writer.addFile(name, Files.readAllBytes(own));
                    }
                }
            }
            String mongodb = places.client(Store.ALL.getFirst())
                    .getDatabase("admin")
                    .runCommand(new Document("buildInfo", 1))
                    .getString("version");
            return writer.finish(version, takenAt, mongodb, epochs);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == SNAPSHOT_TOO_OLD) {
                throw new Refusal("backup.too-slow").because(e);
            }
            throw e;
        } finally {
            sessions.values().forEach(ClientSession::close);
        }
    }

    private void take(Store store, BackupWriter writer, Document epochs) throws IOException {
        MongoDatabase database = places.database(store);
        ClientSession session = sessions.computeIfAbsent(
                places.client(store),
                client -> client.startSession(
                        ClientSessionOptions.builder().snapshot(true).build()));
        Document epoch = database.getCollection(Store.PLATFORM)
                .find(session, Filters.eq("_id", "epoch"))
                .first();
        if (epoch == null) {
            throw new Refusal("backup.none", store.name());
        }
        if (database.getCollection(Store.PLATFORM)
                        .find(session, Filters.eq("_id", "restore"))
                        .first()
                != null) {
            throw new Refusal("backup.half", store.name());
        }
        epochs.append(store.name(), epoch.getInteger("epoch"));
        for (String collection : new TreeSet<>(database.listCollectionNames().into(new TreeSet<>()))) {
            if (store.keeps(collection)) {
                Part part = writer.add(Part.name(store, collection), open -> copy(session, database, collection, open));
                progress.accept(Refusal.text("progress.part", part.name(), part.documents(), part.bytes() / 1024));
            }
        }
    }

    private void copy(ClientSession session, MongoDatabase database, String collection, BackupWriter.Open part)
            throws IOException {
        try (MongoCursor<RawBsonDocument> documents = database.getCollection(collection, RawBsonDocument.class)
                .find(session)
                .batchSize(BATCH)
                .cursor()) {
            while (documents.hasNext()) {
                part.add(documents.next());
                if (part.documents() % SAY_EVERY == 0) {
                    progress.accept(Refusal.text("progress.so-far", collection, part.documents()));
                }
            }
        }
    }
}
