package org.ratsnetz.standalone.crash;

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
final class WriteLog implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    WriteLog(Path file) throws IOException {
        this.file = file;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
    }

    void tries(String mark, String document) throws IOException {
        append("try " + mark + " " + document);
    }

    /** @param content content version of the answer, 0 when it says nothing about this write */
    void accepted(String mark, String document, long content) throws IOException {
        append("ok " + mark + " " + document + " " + content);
    }

    private synchronized void append(String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    Map<String, String> attempts() throws IOException {
        Map<String, String> attempts = new TreeMap<>();
        for (String[] words : lines("try")) {
            attempts.put(words[1], words[2]);
        }
        return attempts;
    }

    List<Observed.Accepted> accepted() throws IOException {
        List<Observed.Accepted> accepted = new ArrayList<>();
        for (String[] words : lines("ok")) {
            accepted.add(new Observed.Accepted(words[1], words[2], Long.parseLong(words[3])));
        }
        return accepted;
    }

    private List<String[]> lines(String kind) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals(kind))
                .toList();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
