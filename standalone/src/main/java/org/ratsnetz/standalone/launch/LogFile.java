package org.ratsnetz.standalone.launch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.ratsnetz.standalone.data.Messages;

/** The log of one part: the last 10 MB and the 10 MB before; its warnings also go to the console, a few at a time. */
final class LogFile {

    private static final long LIMIT = 10L << 20;
    private static final int LONGEST_ON_CONSOLE = 300;
    private static final int WARNINGS_AT_A_TIME = 3;
    private static final Duration TIME = Duration.ofSeconds(10);

    private final String part;
    private final Path file;
    private final Console console;
    private final InstantSource clock;
    private BufferedWriter writer;
    private long written;
    private Instant since = Instant.EPOCH;
    private int shown;
    private int hidden;
    private String lastWarning = "";

    LogFile(String part, Path file, Console console, InstantSource clock) {
        this.part = part;
        this.file = file;
        this.console = console;
        this.clock = clock;
        this.writer = open();
    }

    Path file() {
        return file;
    }

    /** The last warning or error, or nothing. */
    synchronized String lastWarning() {
        return lastWarning;
    }

    synchronized void line(String line) {
        try {
            writer.write(line);
            writer.newLine();
            writer.flush();
            written += line.length() + 1L;
            if (written > LIMIT) {
                rotate();
            }
        } catch (IOException e) {
            console.warn(part, file + ": " + e.getMessage());
        }
        Warning.in(line)
                .map(text -> text.length() > LONGEST_ON_CONSOLE ? text.substring(0, LONGEST_ON_CONSOLE) + " …" : text)
                .ifPresent(this::warn);
    }

    private void warn(String line) {
        lastWarning = line;
        Instant now = clock.instant();
        if (Duration.between(since, now).compareTo(TIME) > 0) {
            if (hidden > 0) {
                console.warn(part, Messages.text("progress.more", hidden, file));
            }
            since = now;
            shown = 0;
            hidden = 0;
        }
        if (shown < WARNINGS_AT_A_TIME) {
            shown++;
            console.warn(part, line);
        } else {
            hidden++;
        }
    }

    private void rotate() throws IOException {
        writer.close();
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        writer = open();
    }

    private BufferedWriter open() {
        try {
            written = Files.exists(file) ? Files.size(file) : 0;
            return Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
