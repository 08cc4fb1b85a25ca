package org.ratsnetz.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bson.RawBsonDocument;

/** Reads a backup. */
final class BackupReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MANIFEST = 1 << 20;
    private static final int LEAST = 5;
    /** What MongoDB holds at most, and a little for what it puts around. */
    private static final int MOST = (16 << 20) + (16 << 10);

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    /** @throws Refusal when it is not there, no backup of ours, not whole, or of a later release */
    BackupReader(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new Refusal("file.missing", file);
        }
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new Refusal("file.no-zip", file).because(e);
        } catch (IOException e) {
            throw broken(e);
        }
        try {
            manifest = readManifest();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Refusal broken(Exception cause) {
        return new Refusal("file.broken", file, String.valueOf(cause.getMessage())).because(cause);
    }

    private Manifest readManifest() {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new Refusal("file.foreign", file);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Manifest.read(file.toString(), new String(in.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Reads everything and compares it with the manifest.
     *
     * @throws Refusal naming the first part that is not as it was written
     */
    void verify() {
        Set<String> names = manifest.parts().stream().map(Part::name).collect(Collectors.toCollection(TreeSet::new));
        names.add(Manifest.NAME);
        Set<String> here = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        if (!names.equals(here) || !manifest.parts().stream().allMatch(Part::isProper)) {
            throw new Refusal("file.broken", file, Manifest.NAME);
        }
        for (Part part : manifest.parts()) {
            if (part.isFile()) {
                content(part);
            } else {
                read(part, document -> {});
            }
        }
    }

    /**
     * Gives all documents of a part, one after the other.
     *
     * @throws Refusal after the last one, when they are not what was written
     */
    void read(Part part, Consumer<RawBsonDocument> reader) {
        MessageDigest digest = BackupWriter.sha256();
        long documents = 0;
        long bytes = 0;
        try (InputStream in = new DigestInputStream(new BufferedInputStream(open(part), BUFFER), digest)) {
            byte[] head = new byte[Integer.BYTES];
            for (int n = in.readNBytes(head, 0, head.length); n > 0; n = in.readNBytes(head, 0, head.length)) {
                byte[] document = document(head, n, in);
                reader.accept(new RawBsonDocument(document));
                documents++;
                bytes += document.length;
            }
        } catch (IOException e) {
            throw new Refusal("file.broken", file, part.name()).because(e);
        }
        require(part, documents, bytes, digest);
    }

    private static byte[] document(byte[] head, int read, InputStream in) throws IOException {
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (read < head.length || length < LEAST || length > MOST) {
            throw new EOFException("no document of " + length + " bytes");
        }
        byte[] document = new byte[length];
        System.arraycopy(head, 0, document, 0, head.length);
        if (in.readNBytes(document, head.length, length - head.length) < length - head.length) {
            throw new EOFException("the last document is cut");
        }
        return document;
    }

    /** The content of a file. */
    byte[] content(Part part) {
        MessageDigest digest = BackupWriter.sha256();
        try (InputStream in = new DigestInputStream(open(part), digest)) {
            byte[] content = in.readNBytes(LONGEST_MANIFEST);
            require(part, 0, content.length, digest);
            return content;
        } catch (IOException e) {
            throw new Refusal("file.broken", file, part.name()).because(e);
        }
    }

    private InputStream open(Part part) throws IOException {
        ZipEntry entry = zip.getEntry(part.name());
        InputStream in = entry == null ? null : zip.getInputStream(entry);
        if (in == null) {
            throw new IOException(part.name() + " is missing");
        }
        return in;
    }

    private void require(Part part, long documents, long bytes, MessageDigest digest) {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (documents != part.documents() || bytes != part.bytes() || !sha256.equals(part.sha256())) {
            throw new Refusal("file.broken", file, part.name());
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot close " + file, e);
        }
    }
}
