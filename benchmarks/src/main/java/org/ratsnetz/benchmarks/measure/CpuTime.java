package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time from Linux's {@code /proc}, in hundredths of a second as the kernel counts it. */
final class CpuTime {

    private static final int TICKS_PER_SECOND = 100;
    private static final Path PROC = Path.of("/proc");

    private CpuTime() {}

    /** What all processes of the machine together have used: user, nice and system. */
    static Duration ofMachine() {
        return machine(read(PROC.resolve("stat")));
    }

    static Duration machine(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +");
        return ticks(Long.parseLong(fields[1]) + Long.parseLong(fields[2]) + Long.parseLong(fields[3]));
    }

    /** What this process, those it has started, and those of them that have ended used. */
    static Duration ofUs() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> ofProcess(process.pid(), true))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What one living process used; nothing for one that has ended. */
    static Duration of(long pid) {
        return ofProcess(pid, false);
    }

    private static Duration ofProcess(long pid, boolean withEnded) {
        try {
            return process(Files.readString(PROC.resolve(pid + "/stat")), withEnded);
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        } catch (IOException e) {
            // it ended while we read
            return Duration.ZERO;
        }
    }

    /** @param withEnded also what its children used that have ended */
    static Duration process(String stat, boolean withEnded) {
        // the name in parentheses may hold anything; the state follows it
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long used = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return ticks(withEnded ? used + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : used);
    }

    private static Duration ticks(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
