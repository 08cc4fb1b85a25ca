package org.ratsnetz.standalone.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ratsnetz.parts.Child;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

/**
 * The processes of a run, written down so that the next start can end what a killed launcher left. A process is ours only
 * when its id, its start time and its program are the ones written down, and its command line names our data folder.
 */
final class Leftovers {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final StateFile<List<Entry>> file;
    private final Path data;
    private final Map<String, Entry> running = new ConcurrentHashMap<>();

    Leftovers(Path path, Path data) {
        this.file = new StateFile<>(path, new TypeReference<>() {});
        this.data = data;
    }

    /** A process as it was when it was started. */
    record Entry(String name, long pid, Instant startedAt) {}

    /** Ends what the last run left, and says what that was. */
    List<Entry> end() {
        List<Entry> ended = new ArrayList<>();
        for (Entry entry : file.read().orElse(List.of())) {
            ProcessHandle.of(entry.pid())
                    .filter(process -> isOurs(process, entry))
                    .ifPresent(process -> {
                        process.destroyForcibly();
                        awaitEnd(process);
                        ended.add(entry);
                    });
        }
        file.write(List.of());
        return ended;
    }

    /** Writes a child down. */
    synchronized void remember(String name, Child child) {
        Instant start = child.handle().info().startInstant().orElse(Instant.EPOCH);
        running.put(name, new Entry(name, child.pid(), start));
        file.write(List.copyOf(running.values()));
    }

    private boolean isOurs(ProcessHandle process, Entry entry) {
        ProcessHandle.Info info = process.info();
        boolean sameStart = info.startInstant()
                .map(start -> Duration.between(start, entry.startedAt()).abs().compareTo(CLOCK_TOLERANCE) < 0)
                .orElse(false);
        String program = info.command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("");
        boolean ourProgram = program.equals("java") || program.equals("mongod");
        return sameStart && ourProgram && namesOurData(info);
    }

    private boolean namesOurData(ProcessHandle.Info info) {
        return info.arguments()
                .map(arguments -> List.of(arguments).stream()
                        .anyMatch(argument -> argument.endsWith(data.toString()) || argument.contains(data + "/")))
                .orElse(false);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Process " + process.pid() + " does not end", e);
        }
    }
}
