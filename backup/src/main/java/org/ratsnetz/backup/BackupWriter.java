package org.ratsnetz.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Writes a backup: a zip of BSON files, as other tools of MongoDB read them too, with a manifest at the end. Only its owner can read
 * it. It has its name when it is whole and on the disk, not before.
 */
final class BackupWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final List<Part> parts = new ArrayList<>();

    /** @throws Refusal when there is such a file already, or it cannot be written */
    BackupWriter(Path file) {
        this.file = file.toAbsolutePath();
        this.part = this.file.resolveSibling(this.file.getFileName() + ".part");
        if (Files.exists(this.file)) {
            throw new Refusal("file.exists", this.file);
        }
        try {
            Files.deleteIfExists(part);
            this.channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new Refusal("file.not-writable", part, e.toString()).because(e);
        }
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** One part that is being written. */
    final class Open {

        private final String name;
        private final MessageDigest digest = sha256();
        private final OutputStream out = new DigestOutputStream(zip, digest);
        private long documents;
        private long bytes;
        private int schema;

        private Open(String name) {
            this.name = name;
        }

        void add(RawBsonDocument document) throws IOException {
            byte[] all = document.getByteBuffer().array();
            int length = document.getByteBuffer().remaining();
            out.write(all, document.getByteBuffer().position(), length);
            bytes += length;
            documents++;
            if (document.get("schema") instanceof org.bson.BsonInt32 number) {
                schema = Math.max(schema, number.getValue());
            }
        }

        long documents() {
            return documents;
        }

        private Part end() {
            return new Part(name, documents, bytes, HexFormat.of().formatHex(digest.digest()), schema);
        }
    }

    /** Writes the content of a part. */
    interface Content {
        void writeTo(Open part) throws IOException;
    }

    /** Adds a part. */
    Part add(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Open open = new Open(name);
        content.writeTo(open);
        zip.closeEntry();
        Part added = open.end();
        parts.add(added);
        return added;
    }

    /** Adds a file as it is. */
    void addFile(String name, byte[] content) throws IOException {
        add("files/" + name, open -> {
            open.out.write(content);
            open.bytes = content.length;
        });
    }

    /** Ends it, reads it once more, and gives it its name. */
    Manifest finish(String version, Instant takenAt, String mongodb, Document epochs) throws IOException {
        Manifest manifest = new Manifest(version, takenAt, mongodb, epochs, List.copyOf(parts));
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        channel.close();
        try (BackupReader written = new BackupReader(part)) {
            written.verify();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Takes away what is not whole. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
        }
        Files.deleteIfExists(part);
    }
}
