package org.ratsnetz.council.imports;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.council.lines.FormatDetection;
import org.ratsnetz.council.lines.Unpacked;
import org.ratsnetz.council.lines.UnreadableFile;

/** Uploaded files, unpacked and in pieces. They hold names of people, so they go as soon as their job has ended. */
class Uploads {

    private static final int CHUNK = 512 * 1024;

    /** For what was left behind: an upload that broke off, a job that nobody could end. */
    private static final Duration LONGEST_STAY = Duration.ofDays(7);

    private final MongoCollection<Document> chunks;
    private final ImportProperties properties;
    private final InstantSource clock;

    Uploads(MongoCollection<Document> chunks, ImportProperties properties, InstantSource clock) {
        this.chunks = chunks;
        this.properties = properties;
        this.clock = clock;
    }

    void createIndexes() {
        chunks.createIndex(Indexes.ascending("expires"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    /**
     * Stores a file piece by piece as it comes in; it is durable when this returns.
     *
     * @param contentType declared media type, where there is one
     * @throws UnreadableFile when the file cannot be taken; nothing of it is left then
     */
    ImportJob.Upload store(String job, InputStream upload, @Nullable String contentType) throws IOException {
        try {
            return storeChunks(job, upload, contentType);
        } catch (IOException | RuntimeException e) {
            remove(job);
            throw e;
        }
    }

    private ImportJob.Upload storeChunks(String job, InputStream upload, @Nullable String contentType)
            throws IOException {
        DigestInputStream digested = new DigestInputStream(upload, sha256());
        Unpacked unpacked = Unpacked.of(digested, properties.maxSize().toBytes(), properties.maxRatio());
        FormatDetection detection = new FormatDetection(properties.maxLines());
        Date expires = Date.from(clock.instant().plus(LONGEST_STAY));
        int count = 0;
        for (byte[] chunk = unpacked.readNBytes(CHUNK); chunk.length > 0; chunk = unpacked.readNBytes(CHUNK)) {
            detection.accept(chunk, 0, chunk.length);
            chunks.insertOne(new Document("_id", id(job, count++))
                    .append("job", job)
                    .append("data", new Binary(chunk))
                    .append("expires", expires));
        }
        return new ImportJob.Upload(
                detection.conclude(contentType),
                unpacked.size(),
                count,
                detection.lines(),
                HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    }

    /** The hash of an upload that is not to be stored again. */
    static String hash(InputStream upload) throws IOException {
        try (DigestInputStream digested = new DigestInputStream(upload, sha256())) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }

    /** The file of a job from its beginning. */
    UploadStream open(ImportJob job) {
        return new UploadStream(job.file().chunks(), number -> piece(job.id(), number));
    }

    void remove(String job) {
        chunks.deleteMany(Filters.and(Filters.gte("_id", job + "/"), Filters.lt("_id", job + "0")));
    }

    private byte[] piece(String job, int number) {
        Document chunk = chunks.find(Filters.eq("_id", id(job, number))).first();
        if (chunk == null) {
            throw new UploadGone();
        }
        return chunk.get("data", Binary.class).getData();
    }

    private static String id(String job, int number) {
        return "%s/%05d".formatted(job, number);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pieces of the file are no longer there. */
    static final class UploadGone extends RuntimeException {}
}
