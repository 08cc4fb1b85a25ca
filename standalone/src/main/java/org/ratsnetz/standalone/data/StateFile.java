package org.ratsnetz.standalone.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * State kept as JSON in a file that only its owner can read. A write replaces the whole file or nothing.
 *
 * @param <T> the state
 */
public final class StateFile<T> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final TypeReference<T> type;

    public StateFile(Path file, TypeReference<T> type) {
        this.file = file;
        this.type = type;
    }

    /**
     * What was written last, empty when nothing ever was.
     *
     * @throws CannotStart when the file is not what was written
     */
    public Optional<T> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            T state = JSON.readValue(Files.readAllBytes(file), type);
            if (state == null) {
                throw new CannotStart("data.corrupt", file, "null");
            }
            return Optional.of(state);
        } catch (IOException | JacksonException e) {
            throw new CannotStart("data.corrupt", file, firstLine(e)).because(e);
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Replaces the state. It is on the disk when this returns. */
    public synchronized void write(T state) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(part, JSON.writeValueAsBytes(state));
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CannotStart.notWritable(file, e);
        }
    }
}
