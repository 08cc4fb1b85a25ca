package org.ratsnetz.platform.operations;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of all processes of a service. A process that works on one says so again and again; when it has died, another one goes on
 * with its task. Of each kind at most one is open.
 */
public final class Tasks {

    private final MongoCollection<Document> tasks;
    private final InstantSource clock;

    public Tasks(MongoDatabase database, InstantSource clock) {
        this.tasks = database.getCollection("operations_tasks")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.clock = clock;
        tasks.createIndex(
                Indexes.ascending("kind"),
                new IndexOptions().name("open").unique(true).partialFilterExpression(Filters.eq("open", true)));
    }

    /** Asks for a task; when one of its kind is open already, that one is the answer. */
    public Task ask(String kind, String by, Map<String, Object> details) {
        Document task = document(kind, by, details)
                .append("state", Task.State.queued.name())
                .append("open", true);
        try {
            tasks.insertOne(task);
            return read(task);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getError().getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            Document open = tasks.find(Filters.and(Filters.eq("kind", kind), Filters.eq("open", true)))
                    .first();
            return open == null ? ask(kind, by, details) : read(open);
        }
    }

    /** Keeps a record of something that was done at once. */
    public Task done(String kind, String by, Map<String, Object> details) {
        Document task = document(kind, by, details)
                .append("state", Task.State.done.name())
                .append("open", false)
                .append("done", 1L)
                .append("total", 1L)
                .append("endedAt", Date.from(clock.instant()));
        tasks.insertOne(task);
        return read(task);
    }

    private Document document(String kind, String by, Map<String, Object> details) {
        Date now = Date.from(clock.instant());
        return new Document("_id", UuidCreator.getTimeOrderedEpoch().toString())
                .append("kind", kind)
                .append("details", new Document(details))
                .append("by", by)
                .append("startedAt", now)
                .append("beat", now)
                .append("done", 0L)
                .append("total", 0L)
                .append("abandoned", false);
    }

    /** Takes a task of a kind that nobody works on, or whose process has been silent for so long. */
    public Optional<Task> take(String kind, String process, Duration silent) {
        Date now = Date.from(clock.instant());
        Bson free = Filters.or(
                Filters.eq("state", Task.State.queued.name()),
                Filters.lt("beat", Date.from(clock.instant().minus(silent))));
        return Optional.ofNullable(tasks.findOneAndUpdate(
                        Filters.and(Filters.eq("kind", kind), Filters.eq("open", true), free),
                        Updates.combine(
                                Updates.set("state", Task.State.running.name()),
                                Updates.set("process", process),
                                Updates.set("beat", now)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Tasks::read);
    }

    /**
     * The process goes on with its task.
     *
     * @return the task, empty when another process has it now
     */
    public Optional<Task> beat(String id, String process, Task.Progress progress, String message) {
        return Optional.ofNullable(tasks.findOneAndUpdate(
                        mine(id, process),
                        Updates.combine(
                                Updates.set("beat", Date.from(clock.instant())),
                                Updates.set("done", progress.done()),
                                Updates.set("total", progress.total()),
                                Updates.set("message", message)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Tasks::read);
    }

    /** Remembers something that a process that goes on needs. */
    public boolean remember(String id, String process, String name, Object value) {
        return tasks.updateOne(mine(id, process), Updates.set("details." + name, value))
                        .getMatchedCount()
                == 1;
    }

    /** Ends a task. */
    public void end(String id, String process, Task.State state, @Nullable String message) {
        tasks.updateOne(
                mine(id, process),
                Updates.combine(
                        Updates.set("state", state.name()),
                        Updates.set("open", false),
                        Updates.set("message", message),
                        Updates.set("endedAt", Date.from(clock.instant()))));
    }

    private static Bson mine(String id, String process) {
        return Filters.and(Filters.eq("_id", id), Filters.eq("process", process), Filters.eq("open", true));
    }

    /** An operator gives a task up; its process ends it. */
    public boolean abandon(String id) {
        return tasks.updateOne(
                                Filters.and(Filters.eq("_id", id), Filters.eq("open", true)),
                                Updates.set("abandoned", true))
                        .getMatchedCount()
                == 1;
    }

    /** One task. */
    public Optional<Task> find(String id) {
        return Optional.ofNullable(tasks.find(Filters.eq("_id", id)).first()).map(Tasks::read);
    }

    /** The newest tasks. */
    public List<Task> newest(int limit) {
        List<Task> newest = new ArrayList<>();
        tasks.find().sort(Sorts.descending("_id")).limit(limit).forEach(task -> newest.add(read(task)));
        return newest;
    }

    private static Task read(Document task) {
        Date endedAt = task.getDate("endedAt");
        return new Task(
                task.getString("_id"),
                task.getString("kind"),
                Task.State.valueOf(task.getString("state")),
                new Task.Progress(task.getLong("done"), task.getLong("total")),
                task.getString("message"),
                Map.copyOf(Objects.requireNonNull(task.get("details", Document.class))),
                task.getString("by"),
                task.getDate("startedAt").toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                task.getBoolean("abandoned", false));
    }
}
