package org.ratsnetz.platform.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the writers tried and what was answered, on the disk before anyone goes on. */
public final class WriteLog implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    public WriteLog(Path file) throws IOException {
        this.file = file;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
    }

    public void tries(String mark, String document) throws IOException {
        append("try " + mark + " " + document);
    }

    /** @param content content version of the answer, 0 when it says nothing about this write */
    public void accepted(String mark, String document, long content) throws IOException {
        append("ok " + mark + " " + document + " " + content);
    }

    private synchronized void append(String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A write that was answered 412.
     *
     * @param seen content version that the writer had seen
     * @param current content version that the answer named
     */
    public void stale(String mark, String document, long seen, long current) throws IOException {
        append("stale " + mark + " " + document + " " + seen + " " + current);
    }

    /** Everything so far. */
    public Observed.Written read() throws IOException {
        Map<String, String> attempts = new TreeMap<>();
        List<Observed.Accepted> accepted = new ArrayList<>();
        List<Observed.Stale> stale = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "try" -> attempts.put(words[1], words[2]);
                case "ok" -> accepted.add(new Observed.Accepted(words[1], words[2], Long.parseLong(words[3])));
                case "stale" ->
                    stale.add(
                            new Observed.Stale(words[1], words[2], Long.parseLong(words[3]), Long.parseLong(words[4])));
                default -> throw new IOException("not a line of a write log: " + line);
            }
        }
        return new Observed.Written(attempts, accepted, stale);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
