package org.ratsnetz.standalone.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that holds everything that survives a run. One launcher at a time owns it. */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder where it is missing, and owns it until {@link #close} or the end of the process.
     *
     * @throws CannotStart when it cannot be written, or another launcher runs on it
     */
    public static DataFolder own(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new DataFolder(path, channel);
            }
            channel.close();
        } catch (IOException e) {
            throw CannotStart.notWritable(path, e);
        }
        throw new CannotStart("data.in-use", path);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Where a file or folder of that name lies. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** A folder inside, created where it is missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw CannotStart.notWritable(path.resolve(name), e);
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot release " + path, e);
        }
    }
}
