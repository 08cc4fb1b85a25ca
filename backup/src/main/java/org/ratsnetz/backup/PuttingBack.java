package org.ratsnetz.backup;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;

/**
 * Puts a backup back while no service runs. A mark in each database says that it is being put back; services do not start on it, and
 * whoever runs the restore again begins it anew. What it means for the topics the services do at their next start: they go on in a later
 * epoch and tell all documents again.
 */
final class PuttingBack {

    private static final Bson MARK = Filters.eq("_id", "restore");
    private static final DocumentCodec CODEC = new DocumentCodec();
    private static final int AT_ONCE = 1000;
    private static final long BYTES_AT_ONCE = 8 << 20;

    private final Places places;
    private final InstantSource clock;
    private final Duration quiet;
    private final Consumer<String> progress;

    /** @param quiet how long nothing must move in the databases for no service to run */
    PuttingBack(Places places, InstantSource clock, Duration quiet, Consumer<String> progress) {
        this.places = places;
        this.clock = clock;
        this.quiet = quiet;
        this.progress = progress;
    }

    /**
     * Puts databases back.
     *
     * @throws Refusal before anything is touched, when the backup is not whole or not for this release, or a service runs
     */
    Manifest from(Path file, List<Store> stores) throws IOException {
        try (BackupReader backup = new BackupReader(file)) {
            progress.accept(Refusal.text("progress.verifying", file));
            backup.verify();
            check(file, backup.manifest(), stores);
            requireSilence(stores);
            for (Store store : stores) {
                mark(store);
            }
            for (Store store : stores) {
                putBack(store, backup);
            }
            files(backup);
            for (Store store : stores) {
                platform(store).deleteOne(MARK);
            }
            return backup.manifest();
        }
    }

    private static void check(Path file, Manifest manifest, List<Store> stores) {
        for (Store store : stores) {
            if (manifest.parts().stream().noneMatch(part -> part.name().equals(Part.name(store, Store.PLATFORM)))) {
                throw new Refusal("file.without", file, store.name());
            }
            for (Part part : manifest.parts()) {
                if (part.isOf(store) && !store.reads(part.collection(), part.schema())) {
                    throw new Refusal("file.newer", file, manifest.version());
                }
            }
        }
    }

    private void requireSilence(List<Store> stores) {
        Map<Store, Long> before = new HashMap<>();
        stores.forEach(store -> before.put(store, beats(store)));
        try {
            TimeUnit.NANOSECONDS.sleep(quiet.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("restore.interrupted").because(e);
        }
        stores.forEach(store -> {
            if (!Objects.equals(before.get(store), beats(store))) {
                throw new Refusal("restore.running", store.name());
            }
        });
    }

    private long beats(Store store) {
        Document watermark =
                platform(store).find(Filters.eq("_id", "watermark")).first();
        Long beat = watermark == null ? null : watermark.getLong("beat");
        return beat == null ? 0 : beat;
    }

    private MongoCollection<Document> platform(Store store) {
        return places.database(store)
                .getCollection(Store.PLATFORM)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** The mark keeps the epoch that the database has: it must never become lower. */
    private void mark(Store store) {
        Document epoch = platform(store).find(Filters.eq("_id", "epoch")).first();
        platform(store)
                .updateOne(
                        MARK,
                        Updates.combine(
                                Updates.set("since", Date.from(clock.instant())),
                                Updates.max("epoch", epoch == null ? 1 : epoch.getInteger("epoch", 1))),
                        new UpdateOptions().upsert(true));
    }

    private void putBack(Store store, BackupReader backup) {
        MongoDatabase database = places.database(store).withWriteConcern(WriteConcern.W1);
        for (String collection : database.listCollectionNames().into(new ArrayList<>())) {
            if (!collection.equals(Store.PLATFORM) && !collection.startsWith("system.")) {
                database.getCollection(collection).drop();
            }
        }
        for (Part part : backup.manifest().parts()) {
            if (part.isOf(store)) {
                if (part.collection().equals(Store.PLATFORM)) {
                    platform(store, backup, part);
                } else {
                    copy(backup, part, database.getCollection(part.collection(), RawBsonDocument.class));
                }
                progress.accept(Refusal.text("progress.part", part.name(), part.documents(), part.bytes() / 1024));
            }
        }
    }

    private static void copy(BackupReader backup, Part part, MongoCollection<RawBsonDocument> collection) {
        List<RawBsonDocument> batch = new ArrayList<>();
        long[] bytes = {0};
        backup.read(part, document -> {
            batch.add(document);
            bytes[0] += document.getByteBuffer().remaining();
            if (batch.size() == AT_ONCE || bytes[0] > BYTES_AT_ONCE) {
                insert(collection, batch);
                bytes[0] = 0;
            }
        });
        insert(collection, batch);
        long here = collection.countDocuments();
        if (here != part.documents()) {
            throw new Refusal("restore.count", part.name(), part.documents(), here);
        }
    }

    private static void insert(MongoCollection<RawBsonDocument> collection, List<RawBsonDocument> batch) {
        if (!batch.isEmpty()) {
            collection.insertMany(batch, new InsertManyOptions().ordered(false));
            batch.clear();
        }
    }

    /** What the database says of itself is as it was, but that it was put back, which its service has to deal with. */
    private void platform(Store store, BackupReader backup, Part part) {
        MongoCollection<Document> platform = platform(store);
        Document mark = Objects.requireNonNull(platform.find(MARK).first());
        platform.deleteMany(Filters.ne("_id", "restore"));
        backup.read(part, raw -> {
            Document document = raw.decode(CODEC);
            if ("epoch".equals(document.getString("_id"))) {
                document.append("epoch", Math.max(document.getInteger("epoch"), mark.getInteger("epoch")))
                        .append("restored", Date.from(clock.instant()));
                document.remove("raised");
                document.remove("restate");
            }
            platform.insertOne(document);
        });
    }

    /** The present ones hold: who was shut out since the backup stays out. */
    private void files(BackupReader backup) throws IOException {
        if (places.files().isEmpty()) {
            return;
        }
        for (Part part : backup.manifest().parts()) {
            Path own = places.files().get().resolve(part.collection());
            if (part.isFile() && Taking.FILES.contains(part.collection()) && !Files.exists(own)) {
                Path half = own.resolveSibling(part.collection() + ".part");
                Files.deleteIfExists(half);
                Files.createFile(
                        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(half, backup.content(part));
                Files.move(half, own);
                progress.accept(Refusal.text("progress.file", own));
            }
        }
    }
}
