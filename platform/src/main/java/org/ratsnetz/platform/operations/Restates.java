package org.ratsnetz.platform.operations;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.ratsnetz.platform.publication.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all documents told again where that is wanted: after a restore, for a topic that was lost, or because an operator says so. A
 * process that dies leaves its task to another one, which goes on behind the last document.
 */
final class Restates {

    /** Kind of its tasks. */
    static final String KIND = "restate";

    private static final Logger LOG = LoggerFactory.getLogger(Restates.class);
    private static final Duration SILENT = Duration.ofSeconds(20);
    private static final int AT_ONCE = 200;
    private static final String COLLECTION = "collection";
    private static final String AFTER = "after";

    private final Tasks tasks;
    private final Publication publication;
    private final String process = UUID.randomUUID().toString();

    Restates(Tasks tasks, Publication publication) {
        this.tasks = tasks;
        this.publication = publication;
    }

    /** Keeps who asked for it; the open task is the answer where there is one. */
    Task ask(String by) {
        return tasks.ask(KIND, by, Map.of());
    }

    /** Works on what is wanted, if anything is and nobody else does. */
    void tick() {
        Optional<Instant> wanted = publication.restating();
        if (wanted.isEmpty()) {
            return;
        }
        ask("ratsnetz");
        tasks.take(KIND, process, SILENT).ifPresent(task -> {
            try {
                work(task, wanted.get());
            } catch (KafkaException | MongoException | CompletionException e) {
                // the task stays, and is taken again after a while
                LOG.warn("Telling all documents again is interrupted and will go on: {}", e.toString());
            }
        });
    }

    private void work(Task task, Instant wanted) {
        Map<String, Long> counts = publication.restatable();
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        List<String> collections = List.copyOf(counts.keySet());
        int at = Math.max(0, collections.indexOf(String.valueOf(task.details().get(COLLECTION))));
        String after = String.valueOf(task.details().getOrDefault(AFTER, ""));
        long done = task.progress().done();
        for (; at < collections.size(); at++) {
            String collection = collections.get(at);
            Optional<String> last = publication.restateAfter(collection, after, AT_ONCE);
            while (last.isPresent()) {
                after = last.get();
                done += AT_ONCE;
                if (!goesOn(task, collection, after, new Task.Progress(Math.min(done, total), total))) {
                    return;
                }
                last = publication.restateAfter(collection, after, AT_ONCE);
            }
            after = "";
        }
        publication.restated(wanted);
        tasks.beat(task.id(), process, new Task.Progress(total, total), "");
        tasks.end(task.id(), process, Task.State.done, null);
        LOG.info("{} documents were told again", total);
    }

    private boolean goesOn(Task task, String collection, String after, Task.Progress progress) {
        tasks.remember(task.id(), process, COLLECTION, collection);
        tasks.remember(task.id(), process, AFTER, after);
        Optional<Task> now = tasks.beat(task.id(), process, progress, "telling " + collection + " again");
        if (now.isPresent() && now.get().abandoned()) {
            publication.restating().ifPresent(publication::restated);
            tasks.end(task.id(), process, Task.State.abandoned, null);
            return false;
        }
        return now.isPresent();
    }
}
